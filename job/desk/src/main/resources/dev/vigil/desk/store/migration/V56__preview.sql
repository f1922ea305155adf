-- Verdicts that a preview of the list could not judge.
alter table preview add column not_judged ${long} not null default 0;

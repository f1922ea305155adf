-- A report of a user is seen up to a time and an offset, as a broker's clock may go back.

-- user.reports: of the last report of the subject
alter table user_report_triage add column reported_off ${long};
-- user.reports.triage: up to which one a person has looked
alter table user_report_triage add column seen_off ${long};

drop index user_report_waiting;
create index user_report_waiting on user_report_triage (reported_from, subject_id)
    where reported_to > coalesce(seen_to, -1) or reported_off > coalesce(seen_off, -1);

-- A store that has read these topics makes their rows again, from its journal.
update source set row_off = first_off where topic in ('user.reports', 'user.reports.triage');

-- Open notices are counted by what waits, who looks after them and whether they are triaged: in the
-- index of the queue, without a look at their rows.
drop index notice_queue;
create index notice_queue on notice (waits_for_others, urgent_at, notice_id, intake, claimed_by)
    where is_over = 0;

-- 1 where there are more verdicts than a preview judges.
alter table preview add column is_cut ${long} not null default 0;

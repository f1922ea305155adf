-- What waits for somebody is found by an index of its own, however much is over: alerts, commands
-- without an answer, reports of users; and orders that long lists are looked for in.

-- escalations: the highest alert of a run, and its place in the list
alter table alert_run add column last_order ${long};
alter table alert_run add column last_key ${text};
alter table alert_run add column last_by ${long};
alter table alert_run add column last_since ${long};
-- acks: the highest level of the run that a person has seen
alter table alert_run add column seen_order ${long};

create index alert_run_unseen on alert_run (last_by, last_since, last_key)
    where outcome is null and last_key is not null
    and (seen_order is null or seen_order < last_order);
create index alert_run_seen on alert_run (last_by, last_since, last_key)
    where outcome is null and seen_order >= last_order;
drop index alert_ack;

-- commands or account.commands: null where an answer has another subject or topic than its command
alter table command_answer add column issued_at ${long};

create index command_open on command_answer (issued_at, command_id)
    where answer is null and issued_at is not null;

-- user.reports: of the first report of the subject, and of the last one
alter table user_report_triage add column reported_from ${long};
alter table user_report_triage add column reported_to ${long};

create index user_report_waiting on user_report_triage (reported_from, subject_id)
    where reported_to > coalesce(seen_to, -1);

-- notices
alter table notice_work add column received_at ${long};

create index notice_work_received on notice_work (work_id, received_at, notice_id)
    where work_id is not null;
drop index notice_work_work;

-- Notices that are over by their level, with its repeats: all levels have two letters before them.
create index notice_over_level on notice (substr(last_level, 1, 2), as_of, notice_id)
    where is_over = 1;

-- Verdicts about a work by what was decided, too.
create index verdict_work_latest on verdict_work (work_id, judged_at, verdict_id, action);
drop index verdict_work_judged;

create index signal_at on signal (at, signal_id);
create index signal_undecided on signal (at, signal_id)
    where reason_code is not null and decided_by is null;

create index dead_letter_topic on dead_letter (of_topic, at, id);
create index list_receipt_published on list_receipt (published_at, batch);

-- A store that has read these topics makes their rows again, from its journal.
update source set row_off = first_off
    where topic in ('escalations', 'acks', 'commands', 'account.commands', 'user.reports', 'notices');

-- What the screens of sessions, commands, the list and the audit log are ordered and chosen by.

-- verdicts
alter table verdict_work add column judged_at ${long};

create index verdict_work_judged on verdict_work (work_id, judged_at, verdict_id);
create index verdict_work_decided on verdict_work (entry_id, judged_at, verdict_id)
    where entry_id is not null;
drop index verdict_work_work;
drop index verdict_work_entry;

create index session_action on session (action, last_at, session_id);
create index session_open_action on session (action, last_at, session_id) where is_open = 1;

-- list: the earliest moment of its windows and the first behind them; null for no bound
alter table list_entry add column from_at ${long};
alter table list_entry add column to_at ${long};
alter table list_version add column from_at ${long};
alter table list_version add column to_at ${long};
alter table list_version add column list_class ${text};
alter table list_version add column work_id ${text};
-- Kafka's time of the record: what the jobs could know at a moment of the past.
alter table list_version add column published_at ${long};

create index list_version_batch on list_version (batch, entry_id);

-- commands or account.commands: 1 where it is on an item of a notice
alter table command add column is_item ${long};

create index command_kind on command (topic, is_item, issued_at, command_id);

create index event_caused on event (at, topic, part, off) where actor is not null;

create index conflict_work on conflict (work_id) where state = 'OPEN' or state = 'EXPIRED';
create index review_reference on review (work_id, reference_id);

-- The rows are made again of the journal.
update source set row_off = first_off;

-- Orders and counts that a list of years would otherwise be read whole for.

-- Notices that are over, by one of their filters: each in the order of the list.
create index notice_over_state on notice (state, as_of, notice_id) where is_over = 1;
create index notice_over_track on notice (track, as_of, notice_id) where is_over = 1;
create index notice_over_notifier on notice (notifier, as_of, notice_id) where is_over = 1;
create index notice_over_claimed on notice (claimed_by, as_of, notice_id)
    where is_over = 1 and claimed_by is not null;

-- How many notices one has sent is counted in the index.
create index notice_sender on notice (notifier, received_at, notice_id, is_over);
drop index notice_notifier;

-- What people did, of one kind.
create index event_caused_kind on event (kind, at, topic, part, off) where actor is not null;

create index usage_row_held on usage_row (day, row_id) where is_held = 1;

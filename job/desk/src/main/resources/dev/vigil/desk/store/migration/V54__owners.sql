-- What is one owner's, and samples of how far behind the store and the clock were.

-- Whose a row of usage is; 0 basis points where it was so before a change alone. Those of the
-- record whose offset the row has count.
create table usage_share (
    row_id ${text} not null,
    owner_id ${text} not null,
    -- usage
    revision ${long},
    off ${long},
    day ${text},
    share_bp ${long},
    primary key (row_id, owner_id)
)${strict};

create index usage_share_owner on usage_share (owner_id, day, row_id);

-- Who is in a conflict; those of the record whose offset the conflict has count.
create table conflict_party (
    work_id ${text} not null,
    conflict_id ${text} not null,
    party ${text} not null,
    -- register
    off ${long},
    primary key (work_id, conflict_id, party)
)${strict};

create index conflict_party_party on conflict_party (party, work_id, conflict_id);

create index permission_grantor on permission (grantor, authorization_id);

-- A store that has read these topics makes their rows again, from its journal.
update source set row_off = first_off where topic = 'usage' or topic = 'register';

-- No projection: what was measured at a minute. What is not behind has no row at a minute.
create table lag_sample (
    at ${long} not null,
    -- clock, store, or topic/NAME
    what ${text} not null,
    -- Milliseconds; of a topic records that the store has not read.
    lag ${long} not null,
    primary key (at, what)
)${strict};

-- What people have ordered and the log may not have yet. No projection: it is in the backup, and a
-- rebuild leaves it as it is.

create table outbox (
    -- Also the id of the event: a request that is sent twice is one row.
    id ${text} primary key,
    topic ${text} not null,
    rec_key ${bytes} not null,
    headers ${text} not null,
    body ${bytes} not null,
    made_at ${long} not null,
    made_by ${text} not null,
    -- Not null once it may be on the topic.
    tried_at ${long},
    -- Where it is; null while that is not known.
    part ${long},
    off ${long},
    sent_at ${long}
)${strict};

create index outbox_waiting on outbox (made_at, id) where off is null;
create index outbox_place on outbox (topic, part, off) where off is not null;

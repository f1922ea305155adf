-- The records of topics as they were, and how far each partition is read.
-- One subset of SQL for SQLite and PostgreSQL: names of types are placeholders, see Dialect. Times
-- are UTC epoch ms; flags are 0 or 1.

create table event (
    topic ${text} not null,
    part ${long} not null,
    off ${long} not null,
    -- Constant of EventType; null where the type is none of the topic.
    kind ${text},
    -- What the record is about: notice, item, session, account, work. Up to 400 characters.
    subject ${text},
    ce_id ${text},
    -- Time of the event, and Kafka's time of the record with its type.
    at ${long},
    stored_at ${long} not null,
    stored_by ${text} not null,
    -- Who caused it: a pointer.
    actor ${text},
    rec_key ${bytes},
    -- [[name, text] or [name, null, base64], ...]
    headers ${text} not null,
    body ${bytes},
    -- Digest of the record as the audit log has it.
    digest ${text} not null,
    -- Why it could not be read; null where it could.
    problem ${text},
    primary key (topic, part, off)
)${strict};

create index event_subject on event (subject, at, topic, part, off);
create index event_id on event (topic, ce_id) where actor is not null;
create index event_actor on event (actor, at) where actor is not null;
create index event_problem on event (stored_at, topic, part, off) where problem is not null;

create table source (
    topic ${text} not null,
    part ${long} not null,
    -- Kafka's id of the topic: another one under the same name has another id.
    topic_id ${text} not null,
    -- First record that the store could read.
    first_off ${long} not null,
    -- Behind the last record that is in the journal.
    next_off ${long} not null,
    -- Behind the last record that is in the projections.
    row_off ${long} not null,
    -- Kafka's time of that last record.
    stored_at ${long},
    primary key (topic, part)
)${strict};

-- Records that were deleted before they could be read.
create table gap (
    topic ${text} not null,
    part ${long} not null,
    from_off ${long} not null,
    to_off ${long} not null,
    primary key (topic, part, from_off)
)${strict};

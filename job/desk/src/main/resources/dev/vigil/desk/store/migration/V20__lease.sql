-- What one of several processes does alone, and what of the journal is erased.

create table lease (
    name ${text} primary key,
    -- The process that has it; empty once it is given back.
    owner ${text} not null,
    -- Counts up while the owner lives.
    beat ${long} not null
)${strict};

-- Whom the record is about, account:ID or notifier:ID: it is erased with them.
alter table event add column person ${text};
-- When it was (UTC epoch ms): the body is gone or lacks the person, the digest is as before.
alter table event add column erased ${long};

create index event_person on event (person, topic, part, off) where person is not null;
create index event_erasing on event (topic, part, off)
    where kind = 'ACCOUNT_ERASED' or kind = 'NOTIFIER_ERASED';

-- By the place of the record that asks for it. Done a day after it was found: what was on its way
-- then is erased too.
create table erasure (
    topic ${text} not null,
    part ${long} not null,
    off ${long} not null,
    found_at ${long} not null,
    done_at ${long},
    primary key (topic, part, off)
)${strict};

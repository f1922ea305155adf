-- How orders wait for their topic, and what ends those that can't be sent.

-- Counts up with each order, whatever clocks show; equal of those that were made at the same time.
alter table outbox add column n ${long} not null default 0;
-- Of the lease under which it was sent, while it may be on its topic.
alter table outbox add column fence ${long};
-- Not looked at before: by the database's clock, UTC epoch ms.
alter table outbox add column next_at ${long} not null default 0;
-- How often in a row it could not be sent.
alter table outbox add column failures ${long} not null default 0;
-- What it waits for, or why it is never sent.
alter table outbox add column problem ${text};
-- Not null once it is known never to be sent.
alter table outbox add column refused_at ${long};

drop index outbox_waiting;
create index outbox_n on outbox (n);
create index outbox_due on outbox (next_at, n) where off is null and refused_at is null;
create index outbox_lane on outbox (topic, subject, n, made_at, id)
    where off is null and refused_at is null;

-- Counts up with each owner: what an earlier one does late is recognised by it.
alter table lease add column fence ${long} not null default 0;

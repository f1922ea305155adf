-- What was never sent, for erasures: a few of many.
create index outbox_unsent on outbox (made_at) where off is null and refused_at is not null;

-- What became of an order, once that is known: TAKEN or REFUSED. The records that answer it may be
-- kept for a shorter time than the order.
alter table outbox add column answered ${text};

create index outbox_unanswered on outbox (n, id)
    where answered is null and (off is not null or refused_at is not null);
create index outbox_answered on outbox (made_at, id) where answered is not null;
create index person_last on person (last_at);

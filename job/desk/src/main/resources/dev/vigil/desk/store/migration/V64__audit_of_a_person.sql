-- What one person did of one kind, of which there may be few among a hundred thousand.
create index event_caused_person_kind on event (actor, kind, at, topic, part, off)
    where actor is not null;

-- Dead letters that were read before a letter had the person that it is about: how far each
-- partition has been looked through, and where that ends. Empty once all of them have it.
create table letter_before (
    topic ${text} not null,
    part ${long} not null,
    next_off ${long} not null,
    end_off ${long} not null,
    primary key (topic, part)
)${strict};

insert into letter_before (topic, part, next_off, end_off)
    select topic, part, min(off), max(off) + 1 from event
    where topic in ('deadletters', 'deadletters.notices', 'deadletters.accounts')
    group by topic, part;

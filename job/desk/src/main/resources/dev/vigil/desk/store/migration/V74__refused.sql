-- Places of records of the list and of notices that a job has refused at its door. A letter about
-- one is deleted after weeks; its place is kept as long as the record. No projection: a rebuild
-- does not have the letters any more.
create table refused_record (
    topic ${text} not null,
    part ${long} not null,
    off ${long} not null,
    reason ${text},
    primary key (topic, part, off)
)${strict};

-- One row of a place, also where several jobs have refused the same record of the list. A job that
-- reads an entry later takes it where its time was ahead.
insert into refused_record (topic, part, off, reason)
    select of_topic, of_part, of_off, min(reason) from dead_letter
    where stage = 'door'
    and ((of_topic = 'list' and coalesce(reason, '') <> 'TIME_AHEAD')
        or (of_topic = 'notices' and topic = 'deadletters.notices'))
    group by of_topic, of_part, of_off;

-- The version in force of the entries on a work.
create index list_version_work on list_version (work_id, entry_id);

-- usage: 1 where the record has changed what was settled
alter table usage_share add column amended ${long};

update usage_share set amended = 1 where (row_id, off) in
    (select row_id, off from usage_row where state = 'AMENDED');

create index usage_share_amended on usage_share (owner_id, day, row_id) where amended = 1;

-- The list, and from when it is decided by.

create table list_entry (
    entry_id ${text} primary key,
    -- list
    version ${long},
    off ${long},
    part ${long},
    list_id ${text},
    list_class ${text},
    authority ${text},
    batch ${text},
    work_id ${text},
    issued_at ${long},
    withdrawn_at ${long},
    tried ${long},
    signed ${long}
)${strict};

create index list_entry_batch on list_entry (batch);
create index list_entry_work on list_entry (work_id);
create index list_entry_class on list_entry (list_class, entry_id) where withdrawn_at is null;

-- Every version that was published, the ones that do not count too.
create table list_version (
    entry_id ${text} not null,
    version ${long} not null,
    part ${long} not null,
    off ${long} not null,
    -- list
    batch ${text},
    issued_at ${long},
    withdrawn_at ${long},
    primary key (entry_id, version, part, off)
)${strict};

create table list_receipt (
    batch ${text} not null,
    reader ${text} not null,
    published_at ${long} not null,
    -- list.receipts
    revision ${long},
    off ${long},
    part ${long},
    entries ${long},
    waiting ${long},
    subtasks ${long},
    effective_at ${long},
    slowest_ms ${long},
    rejudged ${long},
    stopped ${long},
    lifted ${long},
    as_of ${long},
    primary key (batch, reader, published_at)
)${strict};

create table list_effective (
    entry_id ${text} not null,
    version ${long} not null,
    reader ${text} not null,
    subtask ${long} not null,
    -- list.effective
    subtasks ${long},
    published_at ${long},
    effective_at ${long},
    primary key (entry_id, version, reader, subtask)
)${strict};

-- What happened on a day, as the ledger job counts it: no screen counts verdicts by itself.

create table figure (
    day ${text} not null,
    what ${text} not null,
    dimension ${text} not null,
    -- figures
    off ${long},
    part ${long},
    amount ${long},
    primary key (day, what, dimension)
)${strict};

create index figure_what on figure (what, day);

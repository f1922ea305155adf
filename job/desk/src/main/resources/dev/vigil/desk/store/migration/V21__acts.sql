-- What people have ordered by the desk, and who. No projection: it is in the backup.

-- Constant of the act; null of what no form has made.
alter table outbox add column deed ${text};
-- What it is about: the record's key.
alter table outbox add column subject ${text};
-- Ids whose change is the answer, as JSON.
alter table outbox add column answers ${text};
-- The second person, where two must agree.
alter table outbox add column approved_by ${text};

create index outbox_subject on outbox (subject, made_at) where subject is not null;

create table audit_row (
    -- Of the request.
    id ${text} primary key,
    at ${long} not null,
    person ${text} not null,
    roles ${text} not null,
    deed ${text} not null,
    subject ${text} not null,
    -- The state that the person saw; null where the act is about none.
    seen_as_of ${long},
    seen_generation ${long},
    from_address ${text},
    -- Of the fields of the form: a request that is sent again must have the same.
    form_sha256 ${text} not null
)${strict};

create index audit_row_at on audit_row (at, id);
create index audit_row_person on audit_row (person, at, id);
create index audit_row_subject on audit_row (subject, at, id);

-- What a second person has to approve.
create table draft (
    id ${text} primary key,
    deed ${text} not null,
    subject ${text} not null,
    -- The form's fields as JSON; of a list the file.
    body ${bytes} not null,
    sha256 ${text} not null,
    made_at ${long} not null,
    made_by ${text} not null,
    -- OPEN, APPROVED, DONE or REFUSED
    state ${text} not null,
    decided_at ${long},
    decided_by ${text},
    reason ${text},
    -- The one who carried it out.
    done_at ${long},
    done_by ${text}
)${strict};

create index draft_state on draft (state, made_at);
create index draft_subject on draft (subject, made_at);

-- What a draft of a list would change, as it was when somebody looked.
create table preview (
    draft_id ${text} primary key,
    made_at ${long} not null,
    -- Time of the newest verdict in it; null where it has none.
    as_of ${long},
    from_at ${long} not null,
    judged ${long} not null,
    blocked ${long} not null,
    running ${long} not null,
    freed ${long} not null,
    -- The first of these sessions, as JSON.
    sessions ${text} not null
)${strict};

create index appeal_id on appeal (appeal_id);

-- desk: who looks after a notice; null where no person does.
alter table notice add column claimed_by ${text};
alter table notice add column claimed_at ${long};

create index notice_claimed on notice (claimed_by, urgent_at, notice_id)
    where claimed_by is not null and is_over = 0;

create table note (
    -- Its kind and its id, such as notice/ID.
    subject ${text} not null,
    part ${long} not null,
    off ${long} not null,
    -- desk
    note_id ${text},
    person ${text},
    at ${long},
    primary key (subject, part, off)
)${strict};

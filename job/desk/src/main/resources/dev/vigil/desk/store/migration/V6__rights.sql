-- Works, owners, permissions, claims and conflicts; recordings; usage; signals; what users report.

-- A work of the desk (topic works) and the same with the owners that claims make
-- (works.effective): both, as what counts is made of both when it is read.
create table work (
    work_id ${text} not null,
    topic ${text} not null,
    -- works or works.effective, by the key
    version ${long},
    off ${long},
    part ${long},
    kind ${text},
    is_contested ${long},
    claims_revision ${long},
    primary key (work_id, topic)
)${strict};

-- Owners and titles of the record whose offset they have; others are of earlier versions.
create table work_owner (
    work_id ${text} not null,
    topic ${text} not null,
    owner_id ${text} not null,
    version ${long},
    off ${long},
    primary key (work_id, topic, owner_id)
)${strict};

create index work_owner_owner on work_owner (owner_id, work_id);

create table work_title (
    work_id ${text} not null,
    topic ${text} not null,
    n ${long} not null,
    version ${long},
    off ${long},
    lang ${text},
    title ${text},
    primary key (work_id, topic, n)
)${strict};

create table permission (
    authorization_id ${text} primary key,
    -- authorizations
    version ${long},
    off ${long},
    part ${long},
    grantor ${text},
    grantee ${text},
    from_at ${long},
    to_at ${long},
    revoked_at ${long}
)${strict};

create index permission_grantee on permission (grantee, from_at);

-- Those of the permission's own version count.
create table permission_work (
    authorization_id ${text} not null,
    work_id ${text} not null,
    version ${long},
    off ${long},
    primary key (authorization_id, work_id)
)${strict};

create index permission_work_work on permission_work (work_id);

create table policy (
    owner_id ${text} primary key,
    -- policies
    version ${long},
    off ${long},
    part ${long},
    rules ${long},
    tried ${long}
)${strict};

create table claim (
    work_id ${text} not null,
    claimant ${text} not null,
    -- claims
    version ${long},
    off ${long},
    part ${long},
    at ${long},
    withdrawn_at ${long},
    signed ${long},
    primary key (work_id, claimant)
)${strict};

create index claim_claimant on claim (claimant, work_id);

-- The answer to a claim; to a work of the desk, where the claimant is empty.
create table registration (
    work_id ${text} not null,
    claimant ${text} not null,
    -- register
    off ${long},
    part ${long},
    state ${text},
    version ${long},
    reason ${text},
    at ${long},
    primary key (work_id, claimant)
)${strict};

create table conflict (
    work_id ${text} not null,
    conflict_id ${text} not null,
    -- register
    off ${long},
    part ${long},
    right_type ${text},
    territory ${text},
    state ${text},
    since ${long},
    until_at ${long},
    decided_by ${text},
    at ${long},
    primary key (work_id, conflict_id)
)${strict};

create index conflict_open on conflict (until_at, work_id, conflict_id)
    where state = 'OPEN' or state = 'EXPIRED';

create table identifier_conflict (
    work_id ${text} not null,
    scheme ${text} not null,
    value ${text} not null,
    -- register
    off ${long},
    part ${long},
    is_open ${long},
    at ${long},
    primary key (work_id, scheme, value)
)${strict};

create table reference_health (
    work_id ${text} not null,
    reference_id ${text} not null,
    -- reference.health
    off ${long},
    part ${long},
    state ${text},
    reason ${text},
    blocked ${long},
    overturned ${long},
    at ${long},
    primary key (work_id, reference_id)
)${strict};

create index reference_health_state on reference_health (state, work_id, reference_id);

create table reference_overlap (
    work_id ${text} not null,
    reference_id ${text} not null,
    overlap_id ${text} not null,
    -- reference.health
    off ${long},
    part ${long},
    other_work_id ${text},
    other_reference_id ${text},
    common_ms ${long},
    is_open ${long},
    at ${long},
    primary key (work_id, reference_id, overlap_id)
)${strict};

create table review (
    work_id ${text} not null,
    part ${long} not null,
    off ${long} not null,
    -- reviews
    reference_id ${text},
    outcome ${text},
    session_id ${text},
    reviewed_by ${text},
    at ${long},
    primary key (work_id, part, off)
)${strict};

create table usage_row (
    row_id ${text} primary key,
    -- usage
    revision ${long},
    off ${long},
    part ${long},
    day ${text},
    work_id ${text},
    territory ${text},
    right_type ${text},
    basis ${text},
    used_ms ${long},
    sessions ${long},
    viewers ${long},
    plays ${long},
    is_held ${long},
    state ${text}
)${strict};

create index usage_row_work on usage_row (work_id, day);
create index usage_row_day on usage_row (day, row_id);

create table offer (
    offer_id ${text} primary key,
    -- offers
    off ${long},
    part ${long},
    account_id ${text},
    work_id ${text},
    owner_id ${text},
    offered_at ${long},
    expires_at ${long}
)${strict};

create index offer_account on offer (account_id, offered_at);

create table signal (
    signal_id ${text} primary key,
    -- signal.states
    off ${long},
    part ${long},
    origin ${text},
    kind ${text},
    version ${long},
    state ${text},
    reason_code ${text},
    title ${text},
    confirmations ${long},
    disputes ${long},
    sessions ${long},
    decided_by ${text},
    expires_at ${long},
    at ${long}
)${strict};

create index signal_state on signal (state, at, signal_id);

create table user_report (
    subject_id ${text} not null,
    part ${long} not null,
    off ${long} not null,
    -- user.reports
    report_id ${text},
    account_id ${text},
    work_id ${text},
    reason_code ${text},
    at ${long},
    stored_at ${long},
    primary key (subject_id, part, off)
)${strict};

create index user_report_stored on user_report (stored_at, subject_id);

create table user_report_triage (
    subject_id ${text} primary key,
    -- user.reports.triage
    off ${long},
    part ${long},
    seen_to ${long},
    outcome ${text},
    decided_by ${text},
    at ${long}
)${strict};

create table seal (
    origin ${text} not null,
    size ${long} not null,
    -- seals
    off ${long},
    part ${long},
    at ${long},
    primary key (origin, size)
)${strict};

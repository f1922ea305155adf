-- Accounts: what counts against them, what they were sent, what they dispute.

create table account (
    account_id ${text} primary key,
    -- standings
    off ${long},
    part ${long},
    seq ${long},
    step ${text},
    strikes ${long},
    pending ${long},
    offences ${long},
    warnings ${long},
    proposal_id ${text},
    proposal_state ${text},
    decide_by ${long},
    next_change_at ${long},
    ended_at ${long},
    erased_at ${long},
    tried ${long},
    at ${long}
)${strict};

create index account_step on account (step, account_id) where step <> 'S0';
create index account_proposal on account (decide_by, account_id)
    where proposal_state = 'OPEN' or proposal_state = 'DEFERRED';

create table offence (
    account_id ${text} not null,
    offence_id ${text} not null,
    -- offences
    off ${long},
    part ${long},
    state ${text},
    kind ${text},
    occurred_at ${long},
    established_at ${long},
    measure ${text},
    verdict_id ${text},
    changed_at ${long},
    primary key (account_id, offence_id)
)${strict};

create index offence_id on offence (offence_id);

create table strike (
    account_id ${text} not null,
    seq ${long} not null,
    -- strikes
    off ${long},
    part ${long},
    cause_kind ${text},
    before_count ${long},
    after_count ${long},
    step ${text},
    tried ${long},
    at ${long},
    primary key (account_id, seq)
)${strict};

create table warning (
    warning_id ${text} primary key,
    -- warnings
    revision ${long},
    off ${long},
    part ${long},
    account_id ${text},
    kind ${text},
    attempt ${long},
    session_id ${text},
    issued_at ${long},
    dispute_until ${long}
)${strict};

create index warning_account on warning (account_id, issued_at);

create table warning_receipt (
    warning_id ${text} not null,
    account_id ${text} not null,
    part ${long} not null,
    off ${long} not null,
    -- receipts
    state ${text},
    channel ${text},
    at ${long},
    primary key (warning_id, account_id, part, off)
)${strict};

create table appeal (
    account_id ${text} not null,
    appeal_id ${text} not null,
    -- appeals
    at ${long},
    off ${long},
    part ${long},
    offence_id ${text},
    measure_id ${text},
    reason_code ${text},
    -- decisions
    outcome ${text},
    decided_at ${long},
    decided_by ${text},
    primary key (account_id, appeal_id)
)${strict};

create index appeal_open on appeal (at, account_id, appeal_id) where outcome is null;

create table report (
    report_id ${text} primary key,
    -- department
    version ${long},
    off ${long},
    part ${long},
    state ${text},
    account_id ${text},
    sent_at ${long},
    acknowledged_at ${long},
    at ${long}
)${strict};

create index report_account on report (account_id);
create index report_state on report (state, at);

-- Verdicts, sessions and commands.

create table verdict (
    verdict_id ${text} primary key,
    -- verdicts
    revision ${long},
    off ${long},
    part ${long},
    state ${text},
    session_id ${text},
    start_at ${long},
    account_id ${text},
    action ${text},
    reason_code ${text},
    judged_at ${long},
    tried ${long},
    withheld ${long}
)${strict};

create index verdict_session on verdict (session_id);
create index verdict_account on verdict (account_id, judged_at) where account_id is not null;
create index verdict_judged on verdict (judged_at, verdict_id);
create index verdict_open on verdict (action, judged_at) where state = 'OPEN';

-- Those of the verdict's own revision count: a work may be in an earlier one only.
create table verdict_work (
    verdict_id ${text} not null,
    work_id ${text} not null,
    -- verdicts
    revision ${long},
    action ${text},
    reason_code ${text},
    entry_id ${text},
    entry_version ${long},
    authorization_id ${text},
    primary key (verdict_id, work_id)
)${strict};

create index verdict_work_work on verdict_work (work_id);
create index verdict_work_entry on verdict_work (entry_id) where entry_id is not null;

-- An id that is used again is another session: 0 where no start is known.
create table session (
    session_id ${text} not null,
    start_at ${long} not null,
    -- verdicts
    last_at ${long},
    kind ${text},
    account_id ${text},
    channel_id ${text},
    title ${text},
    is_open ${long},
    action ${text},
    verdict_id ${text},
    first_at ${long},
    primary key (session_id, start_at)
)${strict};

create index session_open on session (last_at, session_id) where is_open = 1;
create index session_last on session (last_at, session_id);
create index session_account on session (account_id, last_at) where account_id is not null;

create table screened (
    session_id ${text} primary key,
    -- screened
    off ${long},
    part ${long},
    account_id ${text},
    result ${text},
    ended_at ${long}
)${strict};

create table command (
    command_id ${text} primary key,
    -- commands or account.commands
    off ${long},
    part ${long},
    topic ${text},
    subject ${text},
    of_id ${text},
    measure ${text},
    work_id ${text},
    issued_at ${long},
    deadline ${long},
    attempt ${long},
    reason_code ${text},
    -- media.alerts
    unconfirmed_at ${long},
    failure ${text},
    resolved_at ${long},
    resolution ${text}
)${strict};

create index command_subject on command (subject, issued_at);
create index command_issued on command (issued_at, command_id);
create index command_unconfirmed on command (unconfirmed_at)
    where unconfirmed_at is not null and resolution is null;

-- What was answered, by whom it may: the answer of a command is the one on its own subject.
create table command_answer (
    command_id ${text} not null,
    topic ${text} not null,
    subject ${text} not null,
    -- confirmations, session.confirmations or account.confirmations
    answer ${text},
    at ${long},
    measure ${text},
    message ${text},
    off ${long},
    part ${long},
    primary key (command_id, topic, subject)
)${strict};

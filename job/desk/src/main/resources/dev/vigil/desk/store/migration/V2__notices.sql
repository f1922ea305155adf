-- Notices. Each column is written by the records of the topic that its comment names.

create table notice (
    notice_id ${text} primary key,
    -- notices
    r_off ${long},
    r_part ${long},
    received_at ${long},
    notifier ${text},
    channel ${text},
    live ${long},
    directive ${text},
    -- notice.status
    s_off ${long},
    s_part ${long},
    generation ${long},
    state ${text},
    overdue ${long},
    track ${text},
    intake ${text},
    action ${text},
    forward ${text},
    counter ${text},
    clock ${text},
    run_received_at ${long},
    due_at ${long},
    counter_due_at ${long},
    as_of ${long},
    last_level ${text},
    next_step ${text},
    next_by ${long},
    items_open ${long},
    items_done ${long},
    is_over ${long},
    waits_for_others ${long},
    urgent_at ${long},
    duplicate_of ${text}
)${strict};

create index notice_queue on notice (waits_for_others, urgent_at, notice_id) where is_over = 0;
create index notice_over on notice (as_of, notice_id) where is_over = 1;
create index notice_notifier on notice (notifier, received_at);
create index notice_overdue on notice (received_at) where overdue = 1;

create table notice_item (
    notice_id ${text} not null,
    item_id ${text} not null,
    -- notices
    joined_at ${long},
    locator ${text},
    -- notice.status, of the items that it lists
    state ${text},
    -- outcomes
    outcome ${text},
    outcome_at ${long},
    outcome_generation ${long},
    account_id ${text},
    work_id ${text},
    primary key (notice_id, item_id)
)${strict};

create index notice_item_item on notice_item (item_id);
create index notice_item_account on notice_item (account_id) where account_id is not null;

create table notice_work (
    notice_id ${text} not null,
    -- Of the record that names it: those of the first count, whose place is r_off of the notice.
    off ${long} not null,
    n ${long} not null,
    -- notices
    work_name ${text},
    work_id ${text},
    right_type ${text},
    primary key (notice_id, off, n)
)${strict};

create index notice_work_work on notice_work (work_id) where work_id is not null;

-- What was confirmed about an item, for every notice on it.
create table item (
    item_id ${text} primary key,
    -- confirmations
    measure ${text},
    effective_at ${long},
    executor ${text},
    account_id ${text},
    published_at ${long},
    item_kind ${text},
    evidence ${text},
    c_off ${long},
    c_part ${long},
    back_at ${long},
    back_reason ${text},
    b_off ${long},
    b_part ${long}
)${strict};

create table proceeding (
    notice_id ${text} not null,
    part ${long} not null,
    off ${long} not null,
    -- proceedings
    kind ${text},
    at ${long},
    upheld ${long},
    primary key (notice_id, part, off)
)${strict};

create table breach (
    breach_id ${text} primary key,
    -- breaches
    b_off ${long},
    b_part ${long},
    notice_id ${text},
    generation ${long},
    notifier ${text},
    due_at ${long},
    track ${text},
    cause_code ${text},
    done_at ${long},
    cleared ${long}
)${strict};

create index breach_due on breach (due_at);
create index breach_notice on breach (notice_id);

-- Alerts of notices, of commands that are not confirmed, and of the ledger. Their keys differ.
create table alert (
    alert_key ${text} primary key,
    -- escalations, media.alerts or ledger.alerts
    off ${long},
    part ${long},
    topic ${text},
    subject ${text},
    generation ${long},
    level ${text},
    severity ${text},
    fires_at ${long},
    told_at ${long},
    due_at ${long},
    ack_by ${long},
    catch_up ${long},
    resolved_at ${long},
    resolution ${text}
)${strict};

create index alert_ack on alert (ack_by, alert_key) where ack_by is not null;
create index alert_subject on alert (subject, fires_at);
create index alert_open on alert (topic, fires_at, alert_key) where resolved_at is null;

-- The end of a run of a notice's clock: no alert of it follows.
create table alert_run (
    notice_id ${text} not null,
    generation ${long} not null,
    -- escalations
    outcome ${text},
    stopped_at ${long},
    due_at ${long},
    primary key (notice_id, generation)
)${strict};

create table ack (
    alert_key ${text} not null,
    part ${long} not null,
    off ${long} not null,
    -- acks
    actor ${text},
    at ${long},
    note ${text},
    primary key (alert_key, part, off)
)${strict};

create table notifier (
    notifier ${text} primary key,
    -- notifiers
    off ${long},
    part ${long},
    level ${text},
    flooding ${long},
    received ${long},
    upheld ${long},
    unfounded ${long},
    forged ${long},
    overturned ${long},
    since ${long},
    restricted_to ${long},
    reason ${text},
    changed_at ${long}
)${strict};

create index notifier_level on notifier (level, notifier) where level <> 'NORMAL';

create table dead_letter (
    id ${text} primary key,
    -- deadletters, deadletters.notices or deadletters.accounts
    off ${long},
    part ${long},
    topic ${text},
    of_topic ${text},
    of_part ${long},
    of_off ${long},
    stage ${text},
    reason ${text},
    message ${text},
    subject ${text},
    at ${long},
    left_out ${long}
)${strict};

create index dead_letter_place on dead_letter (of_topic, of_part, of_off);
create index dead_letter_reason on dead_letter (reason, at);
create index dead_letter_subject on dead_letter (subject) where subject is not null;

create table clock_health (
    clock ${text} primary key,
    -- health
    state ${text},
    since ${long},
    at ${long},
    watermark ${long},
    lag_ms ${long},
    reason ${text}
)${strict};

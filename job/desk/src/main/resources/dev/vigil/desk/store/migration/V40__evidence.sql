-- What there is to be looked at of matches: where, and which record has it.

create table evidence (
    evidence_id ${text} primary key,
    -- evidence
    revision ${long},
    off ${long},
    part ${long},
    session_id ${text},
    -- 0 where no start is known, as in session.
    start_at ${long},
    work_id ${text},
    reference_id ${text},
    profile ${text},
    query_from_ms ${long},
    query_to_ms ${long},
    captured_at ${long}
)${strict};

create index evidence_session on evidence (session_id, start_at, query_from_ms, evidence_id);

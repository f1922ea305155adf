-- Who is signed in, and who was. No projection: it is in the backup, and a rebuild leaves it as it is.

-- Names are here alone: records name people by their pointer.
create table person (
    -- link:USER, oidc:SUBJECT or proxy:NAME
    actor ${text} primary key,
    name ${text} not null,
    -- Of the last sign-in.
    roles ${text} not null,
    party ${text},
    first_at ${long} not null,
    last_at ${long} not null
)${strict};

create table web_session (
    -- SHA-256 of the token that the browser has.
    digest ${text} primary key,
    actor ${text} not null,
    -- Those of the desk that it was begun under: under others it is none.
    settings ${text} not null,
    roles ${text} not null,
    party ${text},
    began_at ${long} not null,
    -- Of the last request of the person, to a minute.
    seen_at ${long} not null,
    -- When the person has shown who it is.
    shown_at ${long} not null,
    -- The provider's own session; null where it names none.
    provider_session ${text},
    -- What the person has chosen.
    language ${text},
    zone ${text}
)${strict};

create index web_session_actor on web_session (actor);

package dev.vigil.desk.sign;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoredText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Who is signed in, in the store: several desks share it. A session ends after a time without a
 * request, after a longer time in any case, and where a later sign-in gives the person other roles.
 * Its token is in the browser alone: the store has its digest. For many threads.
 */
public final class WebSessions {
    /** Of all people; of one person, who may have several browsers. */
    private static final int MOST = 2_000;

    private static final int MOST_OF_A_PERSON = 20;

    /** How late a session may be known to have been seen: a write for each request is too much. */
    private static final long SEEN_EVERY_MS = 60_000;

    /** How late streams may end behind their session. */
    private static final long LIVE_EVERY_MS = 2_000;

    private static final String SELECT =
            "select s.digest, s.actor, p.name, s.roles, s.party, s.began_at, s.seen_at, s.shown_at,"
                    + " s.language, s.zone from web_session s join person p on p.actor = s.actor";

    private final Store store;
    private final String settings;
    private final long idleMs;
    private final long wholeMs;
    private final InstantSource clock;
    private final SignInLog log;
    private final PersonNames names;

    /** Those that were on at the last look; null where there was none. */
    private volatile Set<String> live;

    private volatile long liveAtMs;

    /**
     * @param signIn sessions that were begun under other settings are none
     * @param idle the longest time between two requests of a person; streams are none
     * @param whole the longest time of a session
     * @param clock of this machine
     * @param log gets each sign-in
     */
    public WebSessions(
            Store store,
            SignIn signIn,
            Duration idle,
            Duration whole,
            InstantSource clock,
            SignInLog log) {
        this.store = store;
        this.settings = SecretText.digest(signIn.settings());
        this.idleMs = idle.toMillis();
        this.wholeMs = whole.toMillis();
        this.clock = clock;
        this.log = log;
        this.names = new PersonNames(store, System::nanoTime);
    }

    /** Of all who have ever signed in. */
    public PersonNames names() {
        return names;
    }

    /** Begins one for a person who has just shown who it is. */
    public String begin(Visitor visitor) {
        return begin(visitor, clock.millis(), null);
    }

    /**
     * Begins one. Where there are too many, those that were seen longest ago end.
     *
     * @param shownAtMs when the person has shown who it is
     * @param providerSession the provider's own session; null where it names none
     * @return its token
     */
    public String begin(Visitor visitor, long shownAtMs, String providerSession) {
        String token = SecretText.next();
        try (Handle handle = store.handle()) {
            handle.useTransaction(
                    inside -> {
                        makeRoom(inside, visitor);
                        remember(inside, visitor);
                        insert(
                                inside,
                                SecretText.digest(token),
                                visitor,
                                shownAtMs,
                                providerSession);
                        log.signedIn(inside, visitor);
                    });
        }
        names.signedIn(visitor.actor());
        return token;
    }

    private void makeRoom(Handle inside, Visitor visitor) {
        long now = clock.millis();
        inside.execute(
                "delete from web_session where seen_at <= ? or began_at <= ?",
                now - idleMs,
                now - wholeMs);
        inside.execute(
                "delete from web_session where actor = ? and (roles <> ? or coalesce(party, '') <> ?)",
                visitor.actor(),
                roles(visitor),
                Objects.requireNonNullElse(visitor.party(), ""));
        inside.execute(
                "delete from web_session where digest in (select digest from web_session"
                        + " where actor = ? order by seen_at desc, digest limit ? offset ?)",
                visitor.actor(),
                (long) MOST,
                MOST_OF_A_PERSON - 1L);
        inside.execute(
                "delete from web_session where digest in (select digest from web_session"
                        + " order by seen_at desc, digest limit ? offset ?)",
                (long) MOST,
                MOST - 1L);
    }

    private void remember(Handle inside, Visitor visitor) {
        inside.execute(
                "insert into person (actor, name, roles, party, first_at, last_at)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict (actor) do update set"
                        + " name = excluded.name, roles = excluded.roles, party = excluded.party,"
                        + " last_at = excluded.last_at",
                visitor.actor(),
                StoredText.of(visitor.name()),
                roles(visitor),
                visitor.party(),
                clock.millis(),
                clock.millis());
    }

    private void insert(
            Handle inside, String digest, Visitor visitor, long shownAtMs, String providerSession) {
        inside.execute(
                "insert into web_session (digest, actor, settings, roles, party, began_at, seen_at,"
                        + " shown_at, provider_session) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                digest,
                visitor.actor(),
                settings,
                roles(visitor),
                visitor.party(),
                clock.millis(),
                clock.millis(),
                shownAtMs,
                providerSession == null ? null : StoredText.of(providerSession));
    }

    /**
     * That of a token, where it is not over.
     *
     * @param isPerson true where the person asks: then it goes on
     */
    public Optional<WebSession> of(String token, boolean isPerson) {
        if (token.isEmpty()) {
            return Optional.empty();
        }
        try (Handle handle = store.handle()) {
            Optional<Row> row =
                    handle.select(
                                    SELECT + " where s.digest = ? and s.settings = ?",
                                    SecretText.digest(token),
                                    settings)
                            .map((columns, context) -> row(columns, token))
                            .findFirst()
                            .filter(one -> !isOver(one));
            row.ifPresent(one -> seen(handle, one, isPerson));
            return row.map(Row::session);
        }
    }

    /** A session and when it was begun and seen. */
    private record Row(WebSession session, long beganAt, long seenAt) {}

    private static Row row(ResultSet columns, String token) throws SQLException {
        Set<DeskRole> roles =
                Arrays.stream(columns.getString(4).split(","))
                        .map(DeskRole::valueOf)
                        .collect(Collectors.toSet());
        String zone = columns.getString(10);
        return new Row(
                new WebSession(
                        columns.getString(1),
                        new Visitor(
                                columns.getString(2),
                                columns.getString(3),
                                roles,
                                columns.getString(5)),
                        // Known to who has the token, and kept nowhere.
                        SecretText.digest("csrf " + token),
                        columns.getLong(8),
                        language(columns.getString(9)),
                        zone == null ? null : ZoneId.of(zone)),
                columns.getLong(6),
                columns.getLong(7));
    }

    private static PageLanguage language(String tag) {
        return Arrays.stream(PageLanguage.values())
                .filter(one -> one.tag().equals(tag))
                .findFirst()
                .orElse(null);
    }

    private boolean isOver(Row row) {
        long now = clock.millis();
        return now - row.seenAt() >= idleMs || now - row.beganAt() >= wholeMs;
    }

    private void seen(Handle handle, Row row, boolean isPerson) {
        Set<String> on = live;
        if (on != null) {
            on.add(row.session().id());
        }
        long now = clock.millis();
        if (isPerson && now - row.seenAt() >= Math.min(SEEN_EVERY_MS, idleMs / 2)) {
            handle.execute(
                    "update web_session set seen_at = ? where digest = ? and seen_at < ?",
                    now,
                    row.session().id(),
                    now);
        }
    }

    /** False where it has ended meanwhile. Asking is no request of the person. */
    public boolean isOn(WebSession session) {
        long now = clock.millis();
        if (live == null || Math.abs(now - liveAtMs) >= LIVE_EVERY_MS) {
            look(now);
        }
        Set<String> on = live;
        return on == null || on.contains(session.id());
    }

    /** All at once: there may be thousands of streams. */
    private synchronized void look(long now) {
        liveAtMs = now;
        try (Handle handle = store.handle()) {
            Set<String> on = ConcurrentHashMap.newKeySet();
            handle.select(
                            "select digest from web_session where settings = ? and seen_at > ?"
                                    + " and began_at > ?",
                            settings,
                            now - idleMs,
                            now - wholeMs)
                    .mapTo(String.class)
                    .forEach(on::add);
            live = on;
        } catch (JdbiException e) {
            // While the store does not answer, those who are signed in go on: its age shows it.
        }
    }

    /** Keeps what the person has chosen. */
    public void choose(WebSession session, PageLanguage language) {
        set(session, "language", language.tag());
    }

    public void choose(WebSession session, ZoneId zone) {
        set(session, "zone", zone.getId());
    }

    private void set(WebSession session, String column, String value) {
        try (Handle handle = store.handle()) {
            handle.execute(
                    "update web_session set " + column + " = ? where digest = ?",
                    value,
                    session.id());
        }
    }

    public void end(String token) {
        String digest = SecretText.digest(token);
        try (Handle handle = store.handle()) {
            handle.execute("delete from web_session where digest = ?", digest);
        }
        Set<String> on = live;
        if (on != null) {
            on.remove(digest);
        }
    }

    /**
     * Ends what a provider has signed out: all of a person where the person is named. A provider
     * that signs a person out everywhere may name one session of several in the one token that it
     * sends (Keycloak does). A browser that is signed in to the provider still gets another session
     * without being asked.
     *
     * @param actor null where a session alone is named
     * @param providerSession the one of the provider; null for all of the person's
     * @return how many there were
     */
    public int endOf(String actor, String providerSession) {
        try (Handle handle = store.handle()) {
            int ended =
                    actor != null
                            ? handle.execute("delete from web_session where actor = ?", actor)
                            : handle.execute(
                                    "delete from web_session where provider_session = ?",
                                    StoredText.of(providerSession));
            live = null;
            return ended;
        }
    }

    private static String roles(Visitor visitor) {
        return visitor.roles().stream()
                .sorted()
                .map(DeskRole::name)
                .collect(Collectors.joining(","));
    }
}

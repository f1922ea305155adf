package dev.vigil.local.bench.years;

import dev.vigil.schema.event.Evidence;
import dev.vigil.schema.event.SessionKind;
import dev.vigil.schema.event.SessionStarted;
import dev.vigil.schema.state.OpenMatch;
import dev.vigil.schema.state.Uid;
import java.util.ArrayList;
import java.util.List;

/**
 * Streams of thirty days, song behind song of another work, so that a match is always open: the
 * next one opens three seconds after its song has begun, the last one closes eight seconds after
 * its song has ended. They enter as matches.
 */
final class Medley implements Scenario {
    private static final long SESSION_MS = 30 * World.DAY_MS;
    private static final long OPENS_AFTER_MS = 3_000;
    private static final long CLOSES_AFTER_MS = 8_000;

    private final String name;
    private final int works;
    private final long songMs;
    private final List<String> unmet = new ArrayList<>();
    private Judged judged;
    private int sessions;

    /**
     * @param works that there are
     */
    Medley(String name, int works, long songMs) {
        this.name = name;
        this.works = works;
        this.songMs = songMs;
    }

    @Override
    public String description() {
        return String.format(
                "%s: sessions of 30 days, a song of one of %,d works every %d s, as matches",
                name, works, songMs / World.SECOND_MS);
    }

    @Override
    public void begin(World world) {
        judged = new Judged(world, name);
        world.every(
                world.nowMs(),
                SESSION_MS,
                nowMs -> song(world, started(name + "-" + sessions++, nowMs), 0));
    }

    @Override
    public List<String> unmet() {
        return unmet;
    }

    private SessionStarted started(String session, long nowMs) {
        return new SessionStarted(
                session,
                SessionKind.LIVE,
                "account-of-" + name,
                null,
                null,
                List.of("CN"),
                nowMs,
                "24/7",
                null);
    }

    private void song(World world, SessionStarted session, long number) {
        long beganMs = session.startAt() + number * songMs;
        world.at(
                beganMs + OPENS_AFTER_MS,
                now -> match(world, session, number, OPENS_AFTER_MS, true));
        world.at(
                beganMs + songMs + CLOSES_AFTER_MS,
                now -> match(world, session, number, songMs, false));
        if (beganMs + 2 * songMs < session.startAt() + SESSION_MS) {
            world.at(beganMs + songMs, now -> song(world, session, number + 1));
        } else {
            world.at(
                    beganMs + songMs + 2 * CLOSES_AFTER_MS,
                    now -> unmet.addAll(judged.unmet(session.sessionId(), beganMs)));
        }
    }

    private void match(World world, SessionStarted session, long number, long heardMs, boolean open)
            throws Exception {
        long from = number * songMs;
        int work = (int) (number % works);
        Evidence evidence =
                new Evidence(
                        session.sessionId() + "/" + Long.toHexString(from),
                        World.workId(work),
                        "master",
                        from,
                        from + heardMs,
                        0,
                        heardMs,
                        460,
                        1,
                        0,
                        OPENS_AFTER_MS,
                        session.startAt() + from,
                        session.startAt() + from + heardMs,
                        open);
        world.emit(Uid.ALIGN, new OpenMatch(session.sessionId(), session, evidence));
    }
}

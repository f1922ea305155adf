package dev.vigil.bench.years;

import dev.vigil.schema.address.Uid;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Streams of thirty days, song behind song of another work, so that a match is always open: the
 * next one opens three seconds after its song has begun, the last one closes eight seconds after
 * its song has ended. They enter as matches.
 */
final class Medley implements Scenario {
    private static final long SESSION_MS = 30 * World.DAY_MS;
    private static final long CLOSES_AFTER_MS = 8_000;

    private final String name;
    private final int works;
    private final long songMs;
    private final List<String> unmet = new ArrayList<>();
    private Judged judged;
    private int sessions;
    private String session;

    /** Capture time up to which its latest song was analysed when the match opened; 0 before. */
    private long matchedMs;

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
                Locale.ROOT,
                "%s: sessions of 30 days, a song of one of %,d works every %d s, as matches",
                name,
                works,
                songMs / World.SECOND_MS);
    }

    @Override
    public void begin(World world) {
        judged = new Judged(world, name);
        world.every(
                world.nowMs(),
                SESSION_MS,
                nowMs -> begin(world, started(name + "-" + sessions++, nowMs)));
    }

    @Override
    public List<String> unmet() {
        List<String> all = new ArrayList<>(unmet);
        // One that begins as the run ends has no match yet.
        if (matchedMs > 0 || sessions == 1) {
            all.addAll(judged.unmet(session, matchedMs));
        }
        return all;
    }

    private void begin(World world, SessionStarted started) {
        if (session != null) {
            unmet.addAll(judged.unmet(session, matchedMs));
        }
        session = started.sessionId();
        matchedMs = 0;
        song(world, started, 0);
    }

    private SessionStarted started(String id, long nowMs) {
        return SessionStartedBuilder.builder()
                .sessionId(id)
                .kind(SessionKind.LIVE)
                .accountId("account-of-" + name)
                .serviceTerritories(List.of("CN"))
                .startAt(nowMs)
                .title("24/7")
                .build();
    }

    private void song(World world, SessionStarted started, long number) {
        long beganMs = started.startAt() + number * songMs;
        world.at(
                beganMs + Judged.OPENS_AFTER_MS,
                now -> match(world, started, number, Judged.OPENS_AFTER_MS, true));
        world.at(
                beganMs + songMs + CLOSES_AFTER_MS,
                now -> match(world, started, number, songMs, false));
        if (beganMs + 2 * songMs < started.startAt() + SESSION_MS) {
            world.at(beganMs + songMs, now -> song(world, started, number + 1));
        }
    }

    private void match(World world, SessionStarted started, long number, long heardMs, boolean open)
            throws Exception {
        long from = number * songMs;
        int work = (int) (number % works);
        Evidence evidence =
                EvidenceBuilder.builder()
                        .matchId(started.sessionId() + "/" + Long.toHexString(from))
                        .workId(World.workId(work))
                        .referenceId("master")
                        .queryStartMs(from)
                        .queryEndMs(from + heardMs)
                        .refEndMs(heardMs)
                        .score(460)
                        .tempo(1)
                        .certainAfterMs(Judged.OPENS_AFTER_MS)
                        .captureStart(started.startAt() + from)
                        .captureEnd(started.startAt() + from + heardMs)
                        .open(open)
                        .build();
        if (open) {
            matchedMs = evidence.captureEnd();
        }
        world.emit(Uid.ALIGN, new OpenMatch(started.sessionId(), started, evidence));
    }
}

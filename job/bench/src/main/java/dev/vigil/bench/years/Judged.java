package dev.vigil.bench.years;

import dev.vigil.schema.address.Uid;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.verdict.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How far the verdicts on a scenario's sessions reach: a stream must be judged to its end. */
final class Judged {
    /** Of music, until its match opens: what lies before can't reach as far. */
    static final long OPENS_AFTER_MS = 3_000;

    private final Map<String, Long> toMs = new HashMap<>();
    private final String sessions;

    /**
     * @param sessions what their ids begin with
     */
    Judged(World world, String sessions) {
        this.sessions = sessions;
        world.tap(Uid.JUDGE, this::emitted);
    }

    private void emitted(Object value) {
        if (value instanceof Verdict verdict && verdict.sessionId().startsWith(sessions)) {
            for (Evidence evidence : verdict.evidence()) {
                toMs.merge(verdict.sessionId(), evidence.captureEnd(), Math::max);
            }
        }
    }

    /**
     * What is wrong with a session, if anything.
     *
     * @param shownMs capture time of something late in it that must be judged; 0 if nothing was
     */
    List<String> unmet(String session, long shownMs) {
        if (shownMs == 0) {
            return List.of(session + ": expected to be played, was not");
        }
        long reached = toMs.getOrDefault(session, 0L);
        return reached >= shownMs
                ? List.of()
                : List.of(
                        String.format(
                                Locale.ROOT,
                                "%s: expected to be judged up to day %.3f, got %s",
                                session,
                                day(shownMs),
                                reached == 0
                                        ? "no verdict"
                                        : String.format(Locale.ROOT, "day %.3f", day(reached))));
    }

    private static double day(long timeMs) {
        return (double) (timeMs - World.START_MS) / World.DAY_MS;
    }
}

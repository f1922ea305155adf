package dev.vigil.notice;

import java.util.ArrayList;
import java.util.List;

/**
 * The escalation ladder of DOMAIN 2.6 on the 24-hour track: E0 to E7 at their time (early is
 * harmless, late is not), the breach E8 and its repeats E9.n a grace later.
 */
public final class Ladder {
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;

    /** The promise of Declaration VI. */
    public static final long DEADLINE_MS = 24 * HOUR_MS;

    static final String BREACH = "E8";
    private static final String REPEAT = "E9.";

    private static final List<Level> BEFORE_DUE =
            List.of(
                    new Level("E0", 0, "info", List.of("notifier"), null),
                    new Level("E1", 2 * HOUR_MS, "low", List.of("triage desk"), null),
                    new Level("E2", 12 * HOUR_MS, "warning", List.of("handler", "deputy"), null),
                    new Level(
                            "E3",
                            18 * HOUR_MS,
                            "warning+",
                            List.of("handler", "deputy", "team lead"),
                            null),
                    new Level(
                            "E4",
                            20 * HOUR_MS,
                            "major",
                            List.of("team lead", "compliance duty officer"),
                            30 * MINUTE_MS),
                    new Level(
                            "E5",
                            22 * HOUR_MS,
                            "critical",
                            List.of("head of compliance", "enforcement on-call"),
                            15 * MINUTE_MS),
                    new Level(
                            "E6",
                            23 * HOUR_MS,
                            "critical+",
                            List.of("head of compliance", "enforcement on-call", "legal"),
                            10 * MINUTE_MS),
                    new Level(
                            "E7",
                            23 * HOUR_MS + 45 * MINUTE_MS,
                            "emergency",
                            List.of("head of compliance", "legal", "executive owner"),
                            5 * MINUTE_MS));

    private static final List<String> ALL = List.of("everyone", "audit");

    private final long graceMs;

    /**
     * @param graceMs promised clock skew plus the producers' delivery time-out: a breach is not
     *     written before everything that was sent in time can have arrived
     */
    public Ladder(long graceMs) {
        this.graceMs = graceMs;
    }

    /** Levels after the named one (null: all) whose time is not after {@code sinceT0Ms}. */
    List<Level> passed(String after, long sinceT0Ms) {
        List<Level> passed = new ArrayList<>();
        for (Level level = next(after); level.atMs() <= sinceT0Ms; level = next(level.name())) {
            passed.add(level);
        }
        return passed;
    }

    /** The level that follows the named one; the repeats of the breach never end. */
    Level next(String after) {
        if (after == null) {
            return BEFORE_DUE.get(0);
        }
        for (int i = 0; i < BEFORE_DUE.size() - 1; i++) {
            if (BEFORE_DUE.get(i).name().equals(after)) {
                return BEFORE_DUE.get(i + 1);
            }
        }
        if (after.equals(BEFORE_DUE.get(BEFORE_DUE.size() - 1).name())) {
            return new Level(BREACH, DEADLINE_MS + graceMs, "breach", ALL, null);
        }
        int repeat = after.equals(BREACH) ? 1 : repeatOf(after) + 1;
        long atMs = DEADLINE_MS + graceMs + repeatAfterMs(repeat);
        return new Level(REPEAT + repeat, atMs, "breach-repeat", ALL, null);
    }

    /** True for E8 and E9.n, which exist only once the promise is broken. */
    static boolean isBreach(Level level) {
        return level.name().equals(BREACH) || isRepeat(level);
    }

    /** True for E9.n: a reminder, which nobody misses when a later one comes. */
    static boolean isRepeat(Level level) {
        return level.name().startsWith(REPEAT);
    }

    private static int repeatOf(String name) {
        if (!name.startsWith(REPEAT)) {
            throw new IllegalArgumentException(
                    "level: expected E0 to E8 or E9.n, came '" + name + "'");
        }
        return Integer.parseInt(name.substring(REPEAT.length()));
    }

    /** Hourly six times, then every four hours, daily from the third day on. */
    private static long repeatAfterMs(int repeat) {
        long hours = 0;
        for (int i = 0; i < repeat; i++) {
            hours += hours < 6 ? 1 : hours < 72 ? 4 : 24;
        }
        return hours * HOUR_MS;
    }
}

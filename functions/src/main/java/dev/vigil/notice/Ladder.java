package dev.vigil.notice;

import dev.vigil.schema.notice.ClockTrack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The escalation ladder of job/docs/domain.md, The clock of a notice. Rungs are counted: 0 to 7 are
 * E0 to E7, at their time (early is harmless, late is not); 8 is the breach E8, a grace after due;
 * 9 and up are its reminders E9.1, E9.2, which never end.
 */
final class Ladder {
    static final int BREACH = 8;

    private static final Pattern LEVEL =
            Pattern.compile("E[0-8](\\.[1-9][0-9]{0,5})?|E9\\.[1-9][0-9]{0,5}");

    private static final int LAST_WARNING = 7;
    private static final long HOUR_MS = 3_600_000;
    private static final long ABSENT = -1;

    /** The pattern of a level lets in no more. */
    private static final long MOST_REPEATS = 1_000_000;

    /** The last reminder that comes an hour after the one before. */
    private static final int HOURLY = 6;

    /** The last reminder that comes four hours after the one before, and its hour. */
    private static final int FOUR_HOURLY = 23;

    private static final long FOUR_HOURLY_ENDS = 74;

    private final Map<String, Rung> rungs = new HashMap<>();
    private final ClockRules rules;

    Ladder(ClockRules rules) {
        this.rules = rules;
        rules.escalation().ladder().forEach(rung -> rungs.put(rung.level(), rung));
    }

    /** Ms from T0 of E0 to E7; -1 for a level that is switched off or merges into the next. */
    List<Long> schedule(ClockTrack track, long spanMs) {
        Long[] offsets = new Long[LAST_WARNING + 1];
        for (int i = 0; i < offsets.length; i++) {
            Rung rung = rungs.get("E" + i);
            offsets[i] = rung == null ? ABSENT : rung.offset(track == ClockTrack.STANDARD, spanMs);
        }
        merge(offsets);
        return List.of(offsets);
    }

    /** Upwards, so that no one gets two calls within a minute; the receipt E0 is apart. */
    private void merge(Long[] offsets) {
        long above = Long.MAX_VALUE;
        for (int i = LAST_WARNING; i > 0; i--) {
            if (offsets[i] >= 0 && above - offsets[i] < rules.escalation().mergeMs()) {
                offsets[i] = ABSENT;
            } else if (offsets[i] >= 0) {
                above = offsets[i];
            }
        }
    }

    /** Ms after due at which a breach or its reminder is published. */
    long afterDue(int rung) {
        return rules.escalation().graceMs() + repeatAfterMs(rung - BREACH);
    }

    /**
     * Ms after the breach at which its n-th reminder is published: hourly six times, then every
     * four hours, daily from the third day on.
     */
    private static long repeatAfterMs(int repeat) {
        long hours =
                repeat <= HOURLY
                        ? repeat
                        : repeat <= FOUR_HOURLY
                                ? HOURLY + 4L * (repeat - HOURLY)
                                : FOUR_HOURLY_ENDS + 24L * (repeat - FOUR_HOURLY);
        return hours * HOUR_MS;
    }

    /** The last rung from the breach on that is reached that long after due. */
    int lastAfterDue(long afterDueMs) {
        long hours = Math.floorDiv(afterDueMs - rules.escalation().graceMs(), HOUR_MS);
        long repeat =
                hours < HOURLY
                        ? hours
                        : hours < FOUR_HOURLY_ENDS
                                ? HOURLY + (hours - HOURLY) / 4
                                : FOUR_HOURLY + (hours - FOUR_HOURLY_ENDS) / 24;
        return BREACH + (int) repeat;
    }

    /** How a level is configured: E9 for every reminder. */
    Rung of(int rung) {
        Rung known = rungs.get("E" + Math.min(rung, BREACH + 1));
        return known != null ? known : rungs.get("E" + BREACH);
    }

    boolean isOnlyUntriaged(int rung) {
        Rung known = rungs.get("E" + rung);
        return known != null && known.onlyUntriaged();
    }

    static boolean isReminder(int rung) {
        return rung > BREACH;
    }

    static String name(int rung) {
        return isReminder(rung) ? "E9." + (rung - BREACH) : "E" + rung;
    }

    /** The name of the n-th repeat of a level that was not acknowledged or not acted on. */
    static String repeat(int rung, int n) {
        return name(rung) + "." + n;
    }

    /** The rung of a level or of its repeat; throws IllegalArgumentException for anything else. */
    static int rung(String level) {
        String[] parts = parts(level);
        int rung = Integer.parseInt(parts[0]);
        return rung <= BREACH ? rung : BREACH + Integer.parseInt(parts[1]);
    }

    static boolean isLevel(String level) {
        return LEVEL.matcher(level).matches();
    }

    /** Later levels, and later repeats of one, are higher. */
    static long order(String level) {
        return rung(level) * MOST_REPEATS + repeats(level);
    }

    /** n of the n-th repeat of a level; 0 for the level itself. */
    static int repeats(String level) {
        String[] parts = parts(level);
        return Integer.parseInt(parts[0]) <= BREACH && parts.length == 2
                ? Integer.parseInt(parts[1])
                : 0;
    }

    private static String[] parts(String level) {
        if (!isLevel(level)) {
            throw new IllegalArgumentException(
                    "level: expected E0 to E8, E4.n or E9.n, got '" + level + "'");
        }
        return level.substring(1).split("\\.");
    }

    /** Names of those rungs that count as missed: reminders do not. */
    static List<String> names(List<Integer> skipped) {
        List<String> names = new ArrayList<>();
        for (int rung : skipped) {
            if (!isReminder(rung)) {
                names.add(name(rung));
            }
        }
        return List.copyOf(names);
    }
}

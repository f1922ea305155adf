package dev.vigil.desk.project;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Levels of alerts by number: later ones, and later repeats of one, are higher. */
final class LevelOrder {
    /** {@code E8}, or {@code E9.12} for the twelfth repeat. */
    private static final Pattern LEVEL = Pattern.compile("E(\\d{1,3})(?:\\.(\\d{1,9}))?");

    private static final long REPEATS = 1_000_000_000;

    private LevelOrder() {}

    /** 0 for what is no level: below all of them, and the alert is shown all the same. */
    static long of(String level) {
        Matcher it = LEVEL.matcher(level);
        if (!it.matches()) {
            return 0;
        }
        long repeat = it.group(2) == null ? 0 : Long.parseLong(it.group(2));
        return (1 + Long.parseLong(it.group(1))) * REPEATS + repeat;
    }
}

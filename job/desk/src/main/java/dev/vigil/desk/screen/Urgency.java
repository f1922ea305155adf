package dev.vigil.desk.screen;

import dev.vigil.desk.ask.QueueRow;

/** How soon something is to be done about a notice: a word and a shape of its own each. */
public enum Urgency {
    /** Its time is over. */
    LATE("✖"),
    /** Within an hour. */
    SOON("▲"),
    RUNS("●"),
    /** By a document. */
    PAUSED("‖"),
    /** What is next is for others to do. */
    OTHERS("○"),
    /** Something is to be done, and no time is set. */
    UNTIMED("□"),
    /** The notice job has not answered. */
    UNTAKEN("?"),
    OVER("✓");

    private static final long HOUR_MS = 3_600_000;

    private final String shape;

    Urgency(String shape) {
        this.shape = shape;
    }

    /** l7 for E7 and E7.1: how dark a level of the ladder is shown; empty for none. */
    public static String levelClass(String level) {
        return level != null && level.matches("E[0-9].*") ? "l" + level.charAt(1) : "";
    }

    public String shape() {
        return shape;
    }

    static Urgency of(QueueRow row, long nowMs) {
        if (row.state() == null) {
            return UNTAKEN;
        }
        if (row.isOver()) {
            return OVER;
        }
        if ("PAUSED".equals(row.clock())) {
            return PAUSED;
        }
        if (row.isForOthers()) {
            return OTHERS;
        }
        if (row.urgentAt() == null) {
            return UNTIMED;
        }
        long leftMs = row.urgentAt() - nowMs;
        return leftMs < 0 ? LATE : leftMs < HOUR_MS ? SOON : RUNS;
    }
}

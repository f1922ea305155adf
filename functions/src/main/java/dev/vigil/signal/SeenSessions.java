package dev.vigil.signal;

/** In how many sessions a signal was found here: peers learn of the first, 10th, 100th, 1,000th. */
public final class SeenSessions {
    /** More are not counted. */
    public static final int MOST = 1_000;

    private SeenSessions() {}

    /** What is published at that count; null for none. */
    public static Long published(long count) {
        Long last = null;
        for (long step = 1; step <= MOST && step <= count; step *= 10) {
            last = step;
        }
        return last;
    }

    /** True where that count is the first that something else is published at. */
    public static boolean isStep(long count) {
        Long now = published(count);
        return now != null && now == count;
    }
}

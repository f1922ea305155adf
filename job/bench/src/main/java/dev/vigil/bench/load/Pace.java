package dev.vigil.bench.load;

/**
 * How simulated time is laid out: few notices are filed close together and answered at full hours,
 * so that stretches in which nothing happens can be passed in one step.
 *
 * @param windowMs in which all notices are filed
 * @param stepMs between two looks of the clock where much happens
 * @param quantumMs what the delays of people are multiples of
 */
public record Pace(long windowMs, long stepMs, long quantumMs) {
    public static final long SECOND_MS = 1_000;
    public static final long MINUTE_MS = 60 * SECOND_MS;
    public static final long HOUR_MS = 60 * MINUTE_MS;

    /** Where little happens. Less than the five minutes that a record may be ahead of the clock. */
    static final long COARSE_MS = 4 * MINUTE_MS;

    private static final long DUE_MS = 24 * HOUR_MS;

    public static Pace of(int notices) {
        if (notices <= 5_000) {
            return new Pace(MINUTE_MS, MINUTE_MS, 3 * HOUR_MS);
        }
        return notices <= 200_000
                ? new Pace(8 * MINUTE_MS, MINUTE_MS, HOUR_MS)
                : new Pace(6 * HOUR_MS, 30 * SECOND_MS, 1);
    }

    /** The end of the step that a moment belongs to, both in ms since the first notice. */
    public long stepOf(long ms) {
        long size = sizeAt(ms);
        return (ms + size - 1) / size * size;
    }

    /** Where the step that ends there begins. */
    public long beginOf(long end) {
        return end - sizeAt(end - 1);
    }

    private long sizeAt(long ms) {
        boolean filing = ms < up(windowMs);
        boolean ending = ms >= 18 * HOUR_MS && ms < up(DUE_MS + 10 * MINUTE_MS + windowMs);
        return filing || ending ? stepMs : COARSE_MS;
    }

    private static long up(long ms) {
        return (ms + COARSE_MS - 1) / COARSE_MS * COARSE_MS;
    }
}

package dev.vigil.audio;

/**
 * Whether the sound of a live session goes on as fast as its clock: where a wrong rate or number of
 * channels is declared it does not, in all of it alike. A pause of the producer is no such thing,
 * nor is a clock that is set or counts whole seconds.
 */
public final class RateCheck {
    public static final double UNKNOWN = 0;

    /** A clock of whole seconds is wrong by 5 % in it. */
    static final long WINDOW_MS = 20_000;

    /** In a row. */
    static final int WINDOWS = 3;

    /** In 60 s; clocks of honest producers differ by far less. */
    private static final double LEAST_DIFFERENCE = 0.05;

    /** Between windows of one session whose speed is wrong. */
    private static final double MOST_SPREAD = 1.12;

    /** From 2 channels at 48 kHz to 1 at 8 kHz. */
    private static final double MOST_SPEED = 12;

    private long nextSeq = -1;
    private long fromTime;
    private long lastTime;
    private long longestStepMs;
    private long shortestStepMs;
    private int steps;
    private double soundMs;
    private int windows;
    private double lowest;
    private double highest;
    private long allMs;
    private double allSoundMs;

    /**
     * @param captureTime of its first sample or picture, by the producer
     * @param lengthMs of it, by what is declared
     * @return how fast the session goes on, 1 as the clock; {@link #UNKNOWN} while it is not known
     *     to be wrong
     */
    public double next(long seq, long captureTime, double lengthMs) {
        if (seq != nextSeq || captureTime < fromTime) {
            windows = 0;
            begin(captureTime);
        }
        nextSeq = seq + 1;
        if (steps > 0) {
            longestStepMs = Math.max(longestStepMs, captureTime - lastTime);
            shortestStepMs = Math.min(shortestStepMs, captureTime - lastTime);
        }
        lastTime = captureTime;
        double speed = captureTime - fromTime < WINDOW_MS ? UNKNOWN : closed(captureTime);
        soundMs += lengthMs;
        steps++;
        return speed;
    }

    private void begin(long captureTime) {
        fromTime = captureTime;
        lastTime = captureTime;
        longestStepMs = 0;
        shortestStepMs = Long.MAX_VALUE;
        steps = 0;
        soundMs = 0;
    }

    private double closed(long captureTime) {
        long lengthMs = captureTime - fromTime;
        double speed = soundMs / lengthMs;
        boolean first = windows == 0;
        lowest = first ? speed : Math.min(lowest, speed);
        highest = first ? speed : Math.max(highest, speed);
        allMs = (first ? 0 : allMs) + lengthMs;
        allSoundMs = (first ? 0 : allSoundMs) + soundMs;
        boolean possible = speed <= MOST_SPEED && speed >= 1 / MOST_SPEED;
        // A pause is a longer step than others; steps of a clock of whole seconds differ by one.
        boolean even = longestStepMs - shortestStepMs <= lengthMs / steps / 4 + 1_000;
        windows = possible && even && highest <= MOST_SPREAD * lowest ? windows + 1 : 0;
        begin(captureTime);
        if (windows < WINDOWS) {
            return UNKNOWN;
        }
        windows = 0;
        double all = allSoundMs / allMs;
        return Math.abs(all - 1) > LEAST_DIFFERENCE ? all : UNKNOWN;
    }
}

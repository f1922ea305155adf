package dev.vigil.cli.evaluate;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** CPU time of this thread, spent on so many seconds of audio. */
final class CpuClock {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private double extractedSeconds;
    private long extractingNanos;
    private double searchedSeconds;
    private long searchingNanos;

    void extracting(double audioSeconds, Runnable work) {
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        extractingNanos += threads.getCurrentThreadCpuTime() - start;
        extractedSeconds += audioSeconds;
    }

    void searching(double audioSeconds, Runnable work) {
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        searchingNanos += threads.getCurrentThreadCpuTime() - start;
        searchedSeconds += audioSeconds;
    }

    /** Seconds of audio that become peaks in a second of one core. */
    double extractionSpeed() {
        return extractedSeconds / Math.max(1, extractingNanos) * 1e9;
    }

    /** Milliseconds of one core that a second of queries is searched in. */
    double searchMillis() {
        return searchingNanos / 1e6 / Math.max(1e-9, searchedSeconds);
    }
}

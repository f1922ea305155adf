package dev.vigil.cli.evaluate;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** CPU time of this thread that one kind of work took, for so many seconds of sound or film. */
public final class CpuClock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private double mediaSeconds;
    private long nanos;

    /** Work on some sound or film. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException;
    }

    /** Counts what a piece of work takes. */
    public void spend(double seconds, Work work) throws IOException {
        long start = THREADS.getCurrentThreadCpuTime();
        work.run();
        nanos += THREADS.getCurrentThreadCpuTime() - start;
        mediaSeconds += seconds;
    }

    /** Seconds of sound or film that a second of one core is enough for. */
    public double speed() {
        return mediaSeconds / Math.max(1, nanos) * 1e9;
    }

    /** Milliseconds of one core for a second of sound or film. */
    public double millis() {
        return nanos / 1e6 / Math.max(1e-9, mediaSeconds);
    }
}

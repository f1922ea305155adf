package dev.vigil.bench.report;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** The same measurement five times, in order of size. */
public record Runs(double[] sorted) {
    public static final int COUNT = 5;

    /** Compilers need some time on the same code before they leave it alone. */
    private static final int WARM_UP_RUNS = 2;

    private static final double WARM_UP_SECONDS = 2;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Something that is measured. */
    public interface Measurement {
        double run() throws IOException;
    }

    public static Runs of(Measurement measurement) throws IOException {
        double[] values = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            values[i] = measurement.run();
        }
        return of(values);
    }

    public static Runs of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Runs(sorted);
    }

    /** CPU seconds of this thread that a piece of work takes, warm. */
    public static Runs cpuSeconds(Runnable work) throws IOException {
        warmUp(work);
        return of(() -> cpuOf(work));
    }

    /** Runs the work until it is compiled. */
    public static void warmUp(Runnable work) {
        double spent = 0;
        for (int i = 0; i < WARM_UP_RUNS || spent < WARM_UP_SECONDS; i++) {
            spent += cpuOf(work);
        }
    }

    /** CPU seconds of this thread that a piece of work takes, once. */
    public static double cpuOf(Runnable work) {
        long start = THREADS.getCurrentThreadCpuTime();
        work.run();
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
    }

    /** Bytes that a piece of work allocates on this thread. */
    public static long bytesOf(Runnable work) {
        long start = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - start;
    }

    public Runs map(DoubleUnaryOperator value) {
        return of(Arrays.stream(sorted).map(value).toArray());
    }

    public double least() {
        return sorted[0];
    }

    public double median() {
        return sorted[sorted.length / 2];
    }

    public double most() {
        return sorted[sorted.length - 1];
    }
}

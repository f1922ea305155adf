package dev.vigil.bench.notice.naive;

import java.util.Arrays;

/**
 * The moments that the clock has stopped at, in order. For each: the step whose records the job may
 * have known when it published what was due then, at the latest. Usually the next one; more where
 * the job was down meanwhile.
 */
public final class ClockPath {
    private long[] at = new long[1_024];
    private int[] sure = new int[1_024];
    private long[] publishedAtWallMs = new long[1_024];
    private int size;
    private int published;

    /** The clock moves. */
    public void add(long nowMs) {
        if (size == at.length) {
            at = Arrays.copyOf(at, 2 * size);
            sure = Arrays.copyOf(sure, 2 * size);
            publishedAtWallMs = Arrays.copyOf(publishedAtWallMs, 2 * size);
        }
        at[size] = nowMs;
        sure[size] = Integer.MAX_VALUE;
        size++;
    }

    /** All up to the last moment has been published, and the records of the next step are sent. */
    public void publishedAll(long wallMs) {
        for (; published < size; published++) {
            sure[published] = size;
            publishedAtWallMs[published] = wallMs;
        }
    }

    /** What was published since then may be lost with the process that published it. */
    public void rewind(long durableWallMs) {
        while (published > 0 && publishedAtWallMs[published - 1] >= durableWallMs) {
            published--;
        }
    }

    public int size() {
        return size;
    }

    long at(int step) {
        return step < size ? at[step] : Long.MAX_VALUE;
    }

    public long last() {
        return at[size - 1];
    }

    /** The first step at which the clock had reached that time; {@code size()} for none. */
    int reached(long ms) {
        int found = Arrays.binarySearch(at, 0, size, ms);
        return found >= 0 ? found : -found - 1;
    }

    /** What the log held when that step was published for certain: records up to this time. */
    long known(int step) {
        return at(sure[step]);
    }
}

package dev.vigil.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Times counted by how long they are. A median of medians is none; counts of days add up to those
 * of a month, and a percentile of them is right to a bucket: each is a tenth longer than the one
 * before, and a minute at least.
 */
public final class DurationBuckets {
    private static final String AT_MOST = "<=";
    private static final long MINUTE_MS = 60_000;
    private static final long LONGEST_MS = 400L * 24 * 60 * MINUTE_MS;
    private static final long[] BOUNDS = bounds();

    private DurationBuckets() {}

    /**
     * Percentiles of times, each as a bound (ms): no more than that, and more than the bucket
     * before.
     *
     * @param maxMs of the longest; the largest number for longer than all buckets
     */
    public record Percentiles(long count, long medianMs, long p95Ms, long maxMs) {}

    private static long[] bounds() {
        List<Long> bounds = new ArrayList<>();
        for (long ms = MINUTE_MS;
                ms < LONGEST_MS;
                ms += Math.max(1, ms / MINUTE_MS / 10) * MINUTE_MS) {
            bounds.add(ms);
        }
        bounds.add(LONGEST_MS);
        bounds.add(Long.MAX_VALUE);
        return bounds.stream().mapToLong(Long::longValue).toArray();
    }

    /** The dimension with the bucket of a time. */
    static String in(String dimension, long ms) {
        return dimension + AT_MOST + bound(ms);
    }

    static long bound(long ms) {
        int at = Arrays.binarySearch(BOUNDS, ms);
        return BOUNDS[at >= 0 ? at : -at - 1];
    }

    /** The dimension without the bucket. */
    static String dimension(String bucket) {
        return bucket.substring(0, bucket.lastIndexOf(AT_MOST));
    }

    private static long bound(String bucket) {
        return Long.parseLong(bucket.substring(bucket.lastIndexOf(AT_MOST) + AT_MOST.length()));
    }

    /**
     * @param counts by bucket, of one dimension
     */
    static Percentiles percentiles(Map<String, Long> counts) {
        SortedMap<Long, Long> byBound = new TreeMap<>();
        counts.forEach((bucket, count) -> byBound.merge(bound(bucket), count, Long::sum));
        long all = byBound.values().stream().mapToLong(Long::longValue).sum();
        return new Percentiles(
                all,
                reached(byBound, (all + 1) / 2),
                reached(byBound, (all * 95 + 99) / 100),
                reached(byBound, all));
    }

    private static long reached(SortedMap<Long, Long> byBound, long rank) {
        long sum = 0;
        for (Map.Entry<Long, Long> bucket : byBound.entrySet()) {
            sum += bucket.getValue();
            if (sum >= rank) {
                return bucket.getKey();
            }
        }
        return 0;
    }

    /** How many there are. */
    static int count() {
        return BOUNDS.length;
    }
}

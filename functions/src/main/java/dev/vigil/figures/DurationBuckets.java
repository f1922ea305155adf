package dev.vigil.figures;

import dev.vigil.schema.figures.TimeBucket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;
import java.util.stream.LongStream;

/**
 * Times counted by how long they are. A median of medians is none; counts of days add up to those
 * of a month, and a percentile of them is right to a bucket: each is a tenth longer than the one
 * before at most, or 0.1 s.
 */
public final class DurationBuckets {
    /** Where no time is counted there is one bucket. */
    public static final long NO_TIME = 0;

    private static final long SHORTEST_MS = 100;
    private static final long SECOND_MS = 1_000;
    private static final long MINUTE_MS = 60 * SECOND_MS;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final long LONGEST_MS = 400 * DAY_MS;
    private static final long[] BOUNDS = bounds();
    private static final Comparator<Long> IN_ORDER = Comparator.nullsLast(Long::compare);

    private DurationBuckets() {}

    /**
     * Percentiles of times, each as a bound (ms): no more than that, and more than the bucket
     * before.
     *
     * @param withinDay how many took 24 hours at most, exactly
     * @param medianMs null for longer than all bounds, as of the other two
     * @param maxMs of the longest
     */
    public record Percentiles(long count, long withinDay, Long medianMs, Long p95Ms, Long maxMs) {}

    private static long[] bounds() {
        List<Long> bounds = new ArrayList<>();
        for (long ms = SHORTEST_MS; ms < LONGEST_MS; ms = next(ms)) {
            bounds.add(ms);
        }
        bounds.add(DAY_MS);
        Collections.sort(bounds);
        bounds.add(LONGEST_MS);
        return bounds.stream().mapToLong(Long::longValue).toArray();
    }

    /** A tenth later at most, and such that its two largest units are all of it. */
    private static long next(long ms) {
        long tenth = ms / 10;
        long unit =
                LongStream.of(HOUR_MS, MINUTE_MS, SECOND_MS)
                        .filter(each -> each <= tenth)
                        .findFirst()
                        .orElse(SHORTEST_MS);
        return (ms + Math.max(tenth, SHORTEST_MS)) / unit * unit;
    }

    /** The bound of the bucket that a time is in; null for longer than all of them. */
    static Long bound(long ms) {
        int found = Arrays.binarySearch(BOUNDS, ms);
        int at = found >= 0 ? found : -found - 1;
        return at < BOUNDS.length ? Long.valueOf(BOUNDS[at]) : null;
    }

    /** Both together, in the order of their bounds. */
    public static List<TimeBucket> plus(List<TimeBucket> one, List<TimeBucket> other) {
        return both(one, other, Long::sum);
    }

    /** Of each bucket the larger count. */
    static List<TimeBucket> larger(List<TimeBucket> one, List<TimeBucket> other) {
        return both(one, other, Math::max);
    }

    private static List<TimeBucket> both(
            List<TimeBucket> one, List<TimeBucket> other, LongBinaryOperator together) {
        SortedMap<Long, Long> counts = new TreeMap<>(IN_ORDER);
        one.forEach(bucket -> counts.merge(bucket.upToMs(), bucket.count(), Long::sum));
        other.forEach(
                bucket -> counts.merge(bucket.upToMs(), bucket.count(), together::applyAsLong));
        return counts.entrySet().stream()
                .map(bucket -> new TimeBucket(bucket.getKey(), bucket.getValue()))
                .toList();
    }

    /** How many in all. */
    static long count(List<TimeBucket> buckets) {
        return buckets.stream().mapToLong(TimeBucket::count).sum();
    }

    /**
     * @param buckets in the order of their bounds
     */
    static Percentiles percentiles(List<TimeBucket> buckets) {
        long all = count(buckets);
        return new Percentiles(
                all,
                count(buckets.stream().filter(DurationBuckets::isWithinDay).toList()),
                reached(buckets, (all + 1) / 2),
                reached(buckets, (all * 95 + 99) / 100),
                reached(buckets, all));
    }

    private static boolean isWithinDay(TimeBucket bucket) {
        return bucket.upToMs() != null && bucket.upToMs() <= DAY_MS;
    }

    private static Long reached(List<TimeBucket> buckets, long rank) {
        long sum = 0;
        for (TimeBucket bucket : buckets) {
            sum += bucket.count();
            if (sum >= rank) {
                return bucket.upToMs();
            }
        }
        return NO_TIME;
    }

    /** How many there are. */
    static int size() {
        return BOUNDS.length + 1;
    }
}

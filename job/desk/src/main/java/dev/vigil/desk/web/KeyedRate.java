package dev.vigil.desk.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A number in a span of time for each key and no more, in a burst or not. Of too many keys those
 * that were used longest ago are dropped. For many threads.
 */
final class KeyedRate {
    private final int most;
    private final long spanNanos;
    private final LongSupplier nanos;
    private final Map<String, Left> lefts;

    private static final class Left {
        double count;
        long at;

        Left(double count, long at) {
            this.count = count;
            this.at = at;
        }
    }

    /**
     * @param keys how many are kept: about 200 bytes each
     */
    KeyedRate(int most, Duration span, int keys, LongSupplier nanos) {
        this.most = most;
        this.spanNanos = span.toNanos();
        this.nanos = nanos;
        lefts =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Left> eldest) {
                        return size() > keys;
                    }
                };
    }

    /** Takes one; false where there were too many. */
    synchronized boolean takes(String key) {
        long now = nanos.getAsLong();
        Left left = lefts.computeIfAbsent(key, it -> new Left(most, now));
        left.count = Math.min(most, left.count + (double) most * (now - left.at) / spanNanos);
        left.at = now;
        if (left.count < 1) {
            return false;
        }
        left.count--;
        return true;
    }

    synchronized int keys() {
        return lefts.size();
    }
}

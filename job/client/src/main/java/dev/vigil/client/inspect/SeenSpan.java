package dev.vigil.client.inspect;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What of a partition is in an inspection, in offsets; each span is up to the first offset behind
 * it.
 *
 * @param begin where the partition began when it was read: what was before is gone
 * @param beginMs broker's time of its first record (UTC epoch ms); null for none
 * @param first from here on records are in the bundle, for what others rest on
 * @param from from here on they count
 * @param to the first one behind them
 * @param end where the partition ended
 * @param unsealedFrom what was stored within the span but was under no seal yet begins here; null
 *     for none
 * @param isWhole true where each record from {@code from} to {@code to} is in the bundle
 */
record SeenSpan(
        String topic,
        int partition,
        long begin,
        Long beginMs,
        long first,
        long from,
        long to,
        long end,
        Long unsealedFrom,
        boolean isWhole) {
    /** As its files are named. */
    @JsonIgnore
    String name() {
        return topic + "-" + partition;
    }

    /** True of an offset whose record counts; the others are there for what rests on them. */
    boolean counts(long offset) {
        return from <= offset && offset < to;
    }
}

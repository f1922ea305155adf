package dev.vigil.client.inspect;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.vigil.schema.wire.Topic;

/**
 * What of a partition is in an inspection, in offsets; each span is up to the first offset behind
 * it.
 *
 * @param begin where the partition began when it was read: what was before is gone
 * @param beginMs broker's time of its first record (UTC epoch ms); null for none
 * @param first from here on records are in the bundle, for what others rest on
 * @param from from here on they count, those whose time is of the span
 * @param to the first one behind them
 * @param end where the partition ended
 * @param unsealedFrom what was stored within the span but was under no seal yet begins here; null
 *     for none
 * @param unsealedMs the earliest broker's time of what was under no seal yet (UTC epoch ms); null
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
        Long unsealedMs,
        boolean isWhole) {
    /** How many times the partitions of a new topic one may have that has grown. */
    private static final int MOST_GROWN = 1_000;

    SeenSpan {
        boolean isOne =
                partition >= 0
                        && partition < Topic.named(topic).partitions() * MOST_GROWN
                        && begin >= 0
                        && first >= 0
                        && first <= from
                        && from <= to
                        && to <= end;
        if (!isOne) {
            throw new IllegalArgumentException(
                    "span: expected offsets of a partition in their order, got others of " + topic);
        }
    }

    /** As its files are named. */
    @JsonIgnore
    String name() {
        return topic + "-" + partition;
    }

    /**
     * True of an offset whose record counts where its time is of the span; the others are there for
     * what rests on them.
     */
    boolean counts(long offset) {
        return from <= offset && offset < to;
    }
}

package dev.vigil.audit;

import dev.vigil.audit.RecordSource.Lines;
import dev.vigil.audit.RecordSource.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads spans of offsets from lines in which partitions may be beside each other in any way: of
 * each it goes on where the last read ended, so that no line is read much more often than once.
 * Lines are read twice then, once to see what is where. Of one thread.
 */
public final class ExportSpans {
    /** Of an export; Vigil has some hundreds. */
    public static final int MOST_PARTITIONS = 10_000;

    /**
     * Records in a row that are behind a span, so that it is over: a single one is out of order.
     */
    private static final int BEHIND = 8;

    private final Map<String, Extent> partitions = new HashMap<>();
    private final Map<String, Span> wanted = new HashMap<>();

    private record Line(byte[] bytes, long at) {}

    /** Where a partition is among the lines. */
    private static final class Extent {
        private final RecordPlace first;
        private long lastOffset;

        /** Where the line to read next begins. */
        private long next;

        /** Its last line. */
        private long last;

        /** Lines behind the span that is read. */
        private final List<Line> behind = new ArrayList<>();

        private Extent(RecordPlace first, long at) {
            this.first = first;
            lastOffset = first.offset();
            next = at;
        }

        private void give(Lines to) {
            behind.forEach(line -> to.line(line.bytes(), 0, line.bytes().length));
            behind.clear();
        }

        /** The span is over: what is behind it is read again. */
        private void end() {
            next = behind.isEmpty() ? next : behind.get(0).at();
            behind.clear();
        }
    }

    /**
     * A line that there is.
     *
     * @param at where it begins
     * @throws IllegalArgumentException where there are too many partitions
     */
    public void index(RecordPlace place, long at) {
        Extent extent = partitions.computeIfAbsent(key(place), key -> new Extent(place, at));
        extent.lastOffset = Math.max(extent.lastOffset, place.offset());
        extent.last = at;
        if (partitions.size() > MOST_PARTITIONS) {
            throw new IllegalArgumentException(
                    "export: expected records of at most "
                            + MOST_PARTITIONS
                            + " partitions, got more; is it one of Vigil's topics?");
        }
    }

    private static String key(RecordPlace place) {
        return PageLeaf.place(place.topic(), place.partition());
    }

    /** The partitions; of each its offsets, none where they may be some of more. */
    public List<Span> spans(boolean areWhole) {
        return partitions.values().stream()
                .map(
                        it ->
                                new Span(
                                        it.first.topic(),
                                        it.first.partition(),
                                        it.first.offset(),
                                        areWhole ? it.lastOffset : it.first.offset() - 1))
                .toList();
    }

    /** Those are to be read. */
    public void want(List<Span> spans) {
        wanted.clear();
        for (Span span : spans) {
            String key = PageLeaf.place(span.topic(), span.partition());
            Extent extent = partitions.get(key);
            if (extent != null && extent.next <= extent.last && span.from() <= span.to()) {
                wanted.put(key, span);
            }
        }
    }

    /** Where the first line begins that is wanted; -1 for none. */
    public long next() {
        return wanted.keySet().stream().mapToLong(key -> partitions.get(key).next).min().orElse(-1);
    }

    /**
     * The next line.
     *
     * @param at where it begins
     * @param behind where the line behind it begins
     * @param lines gets it if it is wanted
     * @return false where none of those behind it is wanted, or those that are lie further on
     */
    public boolean line(byte[] bytes, int from, int to, long at, long behind, Lines lines) {
        RecordPlace place = RecordPlace.in(bytes, from, to);
        Span span = place == null ? null : wanted.get(key(place));
        Extent extent = span == null ? null : partitions.get(key(place));
        if (extent == null || at < extent.next) {
            return true;
        }
        if (place.offset() <= span.to()) {
            extent.give(lines);
            lines.line(bytes, from, to);
        } else {
            extent.behind.add(new Line(Arrays.copyOfRange(bytes, from, to), at));
        }
        extent.next = behind;
        if (at < extent.last && extent.behind.size() < BEHIND) {
            return true;
        }
        extent.end();
        wanted.remove(key(place));
        return !wanted.isEmpty() && next() <= behind;
    }
}

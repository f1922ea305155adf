package dev.vigil.client.inspect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Figures and rows under way: which content is counted how, and what is counted at the end, by the
 * last record of an id. Ids are in files; a time that goes into a percentile takes 8 bytes.
 */
final class Tally implements AutoCloseable {
    /** Values of a dimension: what more there are are counted as one. */
    private static final int MOST_DIMENSIONS = 200;

    private static final String OTHERS = "...";

    private final Map<Class<?>, BiConsumer<InspectedRecord, Object>> readers = new HashMap<>();
    private final List<Runnable> ends = new ArrayList<>();
    private final List<KeyedSpill<?>> spills = new ArrayList<>();
    private final Map<InspectionFigure, Map<String, Long>> values =
            new EnumMap<>(InspectionFigure.class);
    private final Map<InspectionFigure, Times> times = new EnumMap<>(InspectionFigure.class);
    private final Map<InspectionTable, LatestRows> tables = new EnumMap<>(InspectionTable.class);
    private final KeyedSpill<Counted> ids = spilled(Counted.class);

    /** What one id is counted as; its key has the figure too. */
    record Counted(InspectionFigure figure, String dimension) {}

    Tally() {
        for (InspectionTable table : InspectionTable.values()) {
            tables.put(table, new LatestRows());
        }
        atEnd(
                () ->
                        ids.each(
                                (id, all) -> {
                                    Counted last = all.get(all.size() - 1);
                                    count(last.figure(), last.dimension());
                                }));
    }

    /** Content of that type is given to the reader. */
    <T> void on(Class<T> type, BiConsumer<InspectedRecord, T> reader) {
        readers.put(type, (record, content) -> reader.accept(record, type.cast(content)));
    }

    /** Run once, in the order of these calls, after the last record. */
    void atEnd(Runnable end) {
        ends.add(end);
    }

    /** Values that are read at the end. */
    <T extends Record> KeyedSpill<T> spilled(Class<T> type) {
        KeyedSpill<T> spilled = new KeyedSpill<>(type);
        spills.add(spilled);
        return spilled;
    }

    void read(InspectedRecord record, Object content) {
        BiConsumer<InspectedRecord, Object> reader = readers.get(content.getClass());
        if (reader != null) {
            reader.accept(record, content);
        }
    }

    /** Counts an id once, however often it is there, as its last record has it. */
    void distinct(InspectionFigure figure, String id, String dimension) {
        ids.put(figure.name() + " " + id, new Counted(figure, dimension));
    }

    /**
     * @param dimension null where a record lacks it
     */
    void count(InspectionFigure figure, String dimension) {
        Map<String, Long> of = values.computeIfAbsent(figure, it -> new TreeMap<>());
        String by = text(dimension);
        boolean isFull = of.size() >= MOST_DIMENSIONS && !of.containsKey(by);
        of.merge(isFull ? OTHERS : by, 1L, Long::sum);
    }

    /** A time that the percentiles of a figure are of. */
    void time(InspectionFigure figure, long ms) {
        times.computeIfAbsent(figure, it -> new Times()).add(ms);
    }

    /**
     * @param cells times as numbers, everything else as it is
     */
    void row(InspectionTable table, long atMs, String place, Object... cells) {
        List<Object> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell instanceof Long time ? time : text(cell));
        }
        row.add(place);
        tables.get(table).add(atMs, place, row);
    }

    /** Empty for null: an altered record may lack what ours have. */
    static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    /** The first that is there; null for none. */
    static <T> T first(List<T> values) {
        return values.stream().filter(Objects::nonNull).findFirst().orElse(null);
    }

    /** The last that is there; null for none. */
    static <T> T last(List<T> values) {
        return values.stream().filter(Objects::nonNull).reduce((a, b) -> b).orElse(null);
    }

    /** All of it; nothing may be added any more. */
    InspectionResult finish() {
        ends.forEach(Runnable::run);
        times.forEach(
                (figure, all) ->
                        all.percentiles(values.computeIfAbsent(figure, it -> new TreeMap<>())));
        List<CountedFigure> figures = new ArrayList<>();
        values.forEach(
                (figure, of) ->
                        of.forEach(
                                (dimension, value) ->
                                        figures.add(new CountedFigure(figure, dimension, value))));
        return new InspectionResult(figures, tables);
    }

    /** Milliseconds, of which some are shown. */
    private static final class Times {
        private long[] all = new long[64];
        private int count;

        void add(long ms) {
            all = count == all.length ? Arrays.copyOf(all, 2 * count) : all;
            all[count++] = ms;
        }

        /** By nearest rank: values that were measured. */
        void percentiles(Map<String, Long> out) {
            Arrays.sort(all, 0, count);
            out.put("50 %", all[(count + 1) / 2 - 1]);
            out.put("95 %", all[(int) Math.ceil(count * 0.95) - 1]);
            out.put("max", all[count - 1]);
        }
    }

    @Override
    public void close() throws IOException {
        for (KeyedSpill<?> spill : spills) {
            spill.close();
        }
    }
}

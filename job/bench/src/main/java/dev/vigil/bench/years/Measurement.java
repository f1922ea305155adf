package dev.vigil.bench.years;

import dev.vigil.bench.report.StateCount;
import dev.vigil.stream.Outgoing;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a job keeps, day by day, and the largest records that it publishes. */
final class Measurement {
    private static final String TIMERS = "_timer_state/";

    /**
     * More than this is growth, and no matter of what happened to be open when it was looked at.
     */
    private static final double MOST_GROWTH = 1.10;

    private static final long SMALL_BYTES = 4_096;

    private final TreeMap<String, TreeMap<Integer, Size>> states = new TreeMap<>();
    private final TreeMap<Integer, Long> keyed = new TreeMap<>();
    private final TreeMap<String, Long> largest = new TreeMap<>();
    private final TreeMap<String, Long> published = new TreeMap<>();

    /** Of one state, timers among them, on one day. */
    record Size(long entries, long bytes) {}

    void publishes(Outgoing record) {
        long bytes = record.data() == null ? 0 : record.data().length;
        largest.merge(record.topic(), bytes, Math::max);
        published.merge(record.topic(), 1L, Long::sum);
    }

    void look(int day, SimulatedJob job) throws Exception {
        for (Stage stage : job.stages()) {
            StateCount count = StateCount.of(stage.savepoint());
            keyed.merge(day, count.bytes(), Long::sum);
            count.states().forEach((name, size) -> put(stage.uid(), name, day, size));
            count.operatorStates().forEach((name, size) -> put(stage.uid(), name, day, size));
        }
    }

    private void put(String uid, String name, int day, StateCount.Count count) {
        String plain = name.startsWith(TIMERS) ? "timers of " + timers(name) : name;
        states.computeIfAbsent(uid + " " + plain, key -> new TreeMap<>())
                .put(day, new Size(count.entries(), count.bytes()));
    }

    /** Both kinds end in the same name. */
    private static String timers(String name) {
        return name.contains("event_") ? "event time" : "processing time";
    }

    /** By uid and name, then by day. */
    TreeMap<String, TreeMap<Integer, Size>> states() {
        return states;
    }

    /** Bytes of all keyed states together, by day; what is broadcast is on the heap. */
    TreeMap<Integer, Long> keyed() {
        return keyed;
    }

    /** Bytes of data, by topic. */
    TreeMap<String, Long> largest() {
        return largest;
    }

    /** Records, by topic. */
    TreeMap<String, Long> published() {
        return published;
    }

    /**
     * States that are larger in the last quarter than they were in the third: every age limit is at
     * most half of the run, so that each has been full since its middle.
     */
    List<String> growing(int days) {
        return states.entrySet().stream()
                .filter(state -> grows(state.getValue(), days))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean grows(TreeMap<Integer, Size> sizes, int days) {
        long before = most(sizes, days / 2, days * 3 / 4);
        long after = most(sizes, days * 3 / 4 + 1, days);
        return after > before * MOST_GROWTH + SMALL_BYTES;
    }

    private static long most(TreeMap<Integer, Size> sizes, int from, int to) {
        return sizes.subMap(from, true, to, true).values().stream()
                .mapToLong(Size::bytes)
                .max()
                .orElse(0);
    }
}

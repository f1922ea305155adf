package dev.vigil.bench.notice;

import dev.vigil.bench.load.Pace;
import dev.vigil.bench.load.Script;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All records of all notices by the step of simulated time in which they are sent. A step without
 * records is left out, unless levels are due in it.
 */
final class Schedule {
    /** Minutes after T0 at which levels are due, and the grace after the last. */
    private static final long[] LEVELS = {0, 120, 720, 1_080, 1_200, 1_320, 1_380, 1_425, 1_440};

    private static final int NUMBER_BITS = 6;
    private static final int NOTICE_BITS = 28;
    private static final long[] NONE = {};

    private final int notices;
    private final long seed;
    private final Pace pace;
    private final long originMs;
    private final TreeMap<Long, long[]> sent = new TreeMap<>();
    private final TreeMap<Long, Integer> counts = new TreeMap<>();
    private long records;

    Schedule(int notices, long seed, Pace pace, long originMs) {
        this.notices = notices;
        this.seed = seed;
        this.pace = pace;
        this.originMs = originMs;
        for (int notice = 0; notice < notices; notice++) {
            List<Script.Event> events = script(notice);
            for (int i = 0; i < events.size(); i++) {
                put(notice, i, events.get(i));
            }
        }
        counts.forEach((step, count) -> sort(step, count));
        addLooks();
    }

    List<Script.Event> script(int notice) {
        return Script.of(seed, notice, notices, pace, originMs);
    }

    private void put(int notice, int index, Script.Event event) {
        long ms = event.sentAt() - originMs;
        long step = pace.stepOf(ms);
        long into = ms - pace.beginOf(step);
        int count = counts.merge(step, 1, Integer::sum);
        long[] all = sent.get(step);
        if (all == null || all.length < count) {
            all = all == null ? new long[16] : Arrays.copyOf(all, all.length * 2);
            sent.put(step, all);
        }
        all[count - 1] = ((into << NOTICE_BITS) + notice << NUMBER_BITS) + index;
        records++;
    }

    private void sort(long step, int count) {
        long[] all = Arrays.copyOf(sent.get(step), count);
        Arrays.sort(all);
        sent.put(step, all);
    }

    /**
     * Where levels are due, and at the beginning of a step that others have been left out before.
     */
    private void addLooks() {
        for (long minutes : LEVELS) {
            long from = minutes * Pace.MINUTE_MS + 1;
            long grace = 11 * Pace.SECOND_MS;
            for (long ms = from; ms <= from + pace.windowMs() + grace; ms = pace.stepOf(ms) + 1) {
                sent.putIfAbsent(pace.stepOf(ms), NONE);
            }
        }
        for (long step : List.copyOf(sent.keySet())) {
            sent.putIfAbsent(pace.beginOf(step), NONE);
        }
    }

    static int notice(long packed) {
        return (int) (packed >>> NUMBER_BITS & (1L << NOTICE_BITS) - 1);
    }

    static int index(long packed) {
        return (int) (packed & (1L << NUMBER_BITS) - 1);
    }

    /** Steps by their end (ms since the origin), each with what is sent in it, in order. */
    Map<Long, long[]> steps() {
        return sent;
    }

    long records() {
        return records;
    }

    int notices() {
        return notices;
    }

    Pace pace() {
        return pace;
    }

    long originMs() {
        return originMs;
    }
}

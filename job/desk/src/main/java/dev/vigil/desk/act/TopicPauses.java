package dev.vigil.desk.act;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Topics that could not be written to lately: each is left alone for a while, twice as long after
 * each failure in a row, so that the others need not wait for it. For one thread.
 */
final class TopicPauses {
    /** Short, as most failures are those of a broker that starts again. */
    private static final Duration FIRST = Duration.ofMillis(500);

    /** An order is sent so soon after its topic can be written to again. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int MOST_DOUBLINGS = 10;

    private final LongSupplier nanos;
    private final Map<String, Pause> pauses = new HashMap<>();

    private record Pause(int failures, long untilNanos) {}

    TopicPauses(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How long to wait after so many failures in a row. */
    static Duration after(long failures) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    void failed(String topic) {
        Pause before = pauses.get(topic);
        int failures = before == null ? 1 : Math.min(before.failures() + 1, MOST_DOUBLINGS);
        pauses.put(topic, new Pause(failures, nanos.getAsLong() + after(failures).toNanos()));
    }

    void worked(String topic) {
        pauses.remove(topic);
    }

    boolean isPaused(String topic) {
        Pause pause = pauses.get(topic);
        return pause != null && nanos.getAsLong() - pause.untilNanos() < 0;
    }

    List<String> paused() {
        return pauses.keySet().stream().filter(this::isPaused).toList();
    }
}

package dev.vigil.bench.usage;

import dev.vigil.schema.usage.UsageRow;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * What was sent, counted by work and basis without any of the job's classes, beside the last record
 * of each row.
 */
final class UsageTally {
    /**
     * What had been sent at a moment.
     *
     * @param usedMs in all
     */
    private record Sent(long atMs, long usedMs) {}

    private final Map<String, Long> sentMs = new HashMap<>();
    private final Map<String, UsageRow> rows = new HashMap<>();
    private final ArrayDeque<Sent> waiting = new ArrayDeque<>();
    private long allSentMs;
    private long allPublishedMs;
    private long oldestMs;
    private long records;
    private long deadLetters;

    /** A stream has shown more of a work than was sent before. */
    synchronized void sent(long atMs, String workId, String basis, long moreMs) {
        sentMs.merge(workId + "/" + basis, moreMs, Long::sum);
        allSentMs += moreMs;
        if (waiting.isEmpty() || waiting.peekLast().atMs() < atMs - 200) {
            waiting.add(new Sent(atMs, allSentMs));
        }
    }

    synchronized void published(long atMs, UsageRow row) {
        records++;
        UsageRow before = rows.put(row.rowId(), row);
        allPublishedMs += row.usedMs() - (before == null ? 0 : before.usedMs());
        while (!waiting.isEmpty() && waiting.peek().usedMs() <= allPublishedMs) {
            oldestMs = Math.max(oldestMs, atMs - waiting.remove().atMs());
        }
    }

    synchronized void dead() {
        deadLetters++;
    }

    /** Sum of the differences, whichever way. */
    synchronized long errorMs() {
        Map<String, Long> difference = new HashMap<>(sentMs);
        rows.values()
                .forEach(
                        row ->
                                difference.merge(
                                        row.workId() + "/" + row.basis(),
                                        -row.usedMs(),
                                        Long::sum));
        return difference.values().stream().mapToLong(Math::abs).sum();
    }

    synchronized long sentMs() {
        return allSentMs;
    }

    /** The longest that what was sent was not in rows. */
    synchronized long oldestMs() {
        return oldestMs;
    }

    synchronized long rows() {
        return rows.size();
    }

    synchronized long records() {
        return records;
    }

    synchronized long deadLetters() {
        return deadLetters;
    }
}

package dev.vigil.bench.usage;

import dev.vigil.schema.usage.UsageRow;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/** The last record of each row, beside what was sent: how old rows are, and how far off. */
final class UsageTally {
    /**
     * What had been sent at a moment.
     *
     * @param usedMs in all
     */
    private record Sent(long atMs, long usedMs) {}

    private static final long EVERY_MS = 200;

    private final Map<String, UsageRow> rows = new HashMap<>();
    private final ArrayDeque<Sent> waiting = new ArrayDeque<>();
    private Map<String, NaiveUse.Row> expected = Map.of();
    private long growingSentMs;
    private long growingPublishedMs;
    private long oldestMs;
    private long records;
    private long deadLetters;

    /** A stream has shown more; of those with measures rows may shrink again. */
    synchronized void sent(long atMs, UsagePlan plan, int round) {
        if (plan.isStopped()) {
            return;
        }
        long before = round == 0 ? 0 : UsagePlan.shownMs(round - 1);
        growingSentMs += (UsagePlan.shownMs(round) - before) * plan.territories();
        if (waiting.isEmpty() || waiting.peekLast().atMs() < atMs - EVERY_MS) {
            waiting.add(new Sent(atMs, growingSentMs));
        }
    }

    synchronized void published(long atMs, UsageRow row) {
        records++;
        UsageRow before = rows.put(row.rowId(), row);
        if (row.workId().startsWith(UsagePlan.GROWING)) {
            growingPublishedMs += row.usedMs() - (before == null ? 0 : before.usedMs());
        }
        while (!waiting.isEmpty() && waiting.peek().usedMs() <= growingPublishedMs) {
            oldestMs = Math.max(oldestMs, atMs - waiting.remove().atMs());
        }
    }

    synchronized void dead() {
        deadLetters++;
    }

    /** From now on rows are held against that. */
    synchronized void expect(Map<String, NaiveUse.Row> model) {
        expected = model;
    }

    /** Sum of the differences, whichever way. */
    synchronized long errorMs() {
        return difference(NaiveUse.Row::usedMs, UsageRow::usedMs);
    }

    synchronized long errorSessions() {
        return difference(NaiveUse.Row::sessions, UsageRow::sessions);
    }

    private long difference(ToLongFunction<NaiveUse.Row> model, ToLongFunction<UsageRow> figure) {
        Set<String> ids = new HashSet<>(expected.keySet());
        ids.addAll(rows.keySet());
        long difference = 0;
        for (String id : ids) {
            NaiveUse.Row must = expected.get(id);
            UsageRow is = rows.get(id);
            difference +=
                    Math.abs(
                            (must == null ? 0 : model.applyAsLong(must))
                                    - (is == null ? 0 : figure.applyAsLong(is)));
        }
        return difference;
    }

    synchronized long expectedMs() {
        return expected.values().stream().mapToLong(NaiveUse.Row::usedMs).sum();
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

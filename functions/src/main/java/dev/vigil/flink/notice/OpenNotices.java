package dev.vigil.flink.notice;

import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ItemState;
import dev.vigil.schema.notice.NoticeCase;
import dev.vigil.schema.notice.Run;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * How many notices of a task wait for somebody, by the time that is left: for a dashboard. Kept by
 * the minute in which they are due, so it stays small with a million. Not state: counted once from
 * the cases of the task when it starts, then moved with each. Those whose clock is paused are not
 * among them.
 */
final class OpenNotices {
    private static final long MINUTE_MS = 60_000;

    /** Up to this many minutes are left; the label has it. */
    private static final int[] MINUTES = {0, 15, 60, 240, 720};

    private static final String[] LABELS = {"overdue", "15m", "1h", "4h", "12h", "more"};

    /** Read by reporters while the task writes. */
    private final NavigableMap<Long, Integer> byDueMinute = new ConcurrentSkipListMap<>();

    private boolean counted;

    /**
     * @param wallMs read when a metric is: what is left shrinks while nothing happens
     */
    OpenNotices(MetricGroup metrics, LongSupplier wallMs) {
        for (int i = 0; i < LABELS.length; i++) {
            int bucket = i;
            metrics.addGroup("remaining", LABELS[i])
                    .gauge("openNotices", (Gauge<Long>) () -> count(bucket, wallMs.getAsLong()));
        }
    }

    boolean isCounted() {
        return counted;
    }

    /** All cases were counted; from now on they only move. */
    void counted() {
        counted = true;
    }

    void count(NoticeCase notice) {
        add(dueMinute(notice), 1);
    }

    /** A case is another now, or gone (null), or new. */
    void move(NoticeCase before, NoticeCase after) {
        if (counted) {
            add(dueMinute(before), -1);
            add(dueMinute(after), 1);
        }
    }

    /** What falls into a bucket now, such as "1h": from 15 minutes left to an hour. */
    long count(int bucket, long nowMs) {
        long from = bucket == 0 ? Long.MIN_VALUE : minute(nowMs) + MINUTES[bucket - 1];
        long to = bucket == MINUTES.length ? Long.MAX_VALUE : minute(nowMs) + MINUTES[bucket];
        return byDueMinute.subMap(from, to).values().stream().mapToLong(Integer::longValue).sum();
    }

    private void add(Long dueMinute, int notices) {
        if (dueMinute != null) {
            byDueMinute.merge(
                    dueMinute, notices, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
        }
    }

    /** Of the run that is due first; null where nothing runs. */
    private static Long dueMinute(NoticeCase notice) {
        if (notice == null) {
            return null;
        }
        return notice.runs().stream()
                .filter(OpenNotices::waits)
                .map(run -> minute(run.dueAt()))
                .min(Long::compare)
                .orElse(null);
    }

    private static boolean waits(Run run) {
        return (run.clock() == ClockState.RUNNING || run.clock() == ClockState.BREACHED)
                && run.items().stream().anyMatch(ItemState::isOpen);
    }

    private static long minute(long ms) {
        return Math.floorDiv(ms, MINUTE_MS);
    }
}

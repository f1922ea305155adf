package dev.vigil.bench.load;

import dev.vigil.bench.site.Follower;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notices that come due one after the other, by turns to their last warning and to their breach:
 * how long after its time is each published, by the machine's clock?
 */
public final class Punctuality extends Sender {
    /** The promise is p99 of both within it. */
    public static final long PROMISED_MS = 2_000;

    private static final long GRACE_MS = 10_000;
    private static final long DUE_MS = 24 * Pace.HOUR_MS;
    private static final long E7_MS = DUE_MS - 15 * Pace.MINUTE_MS;

    /** How long before its time each notice is known. */
    private static final long AHEAD_MS = 5_000;

    /** After the last notice, until its outcome must have been published. */
    public static final long AFTERWARDS_MS = AHEAD_MS + GRACE_MS + 2 * PROMISED_MS;

    private final ScriptFeed feed;
    private final Follower follower;
    private final long everyMs;
    private final Map<String, Told> warnings = new ConcurrentHashMap<>();
    private final Map<String, Told> breaches = new ConcurrentHashMap<>();
    private volatile int sent;

    /** When it was due, and how long after that it was seen. */
    private record Told(long dueMs, long afterMs) {}

    public Punctuality(Properties clients, int aSecond) {
        super("notices");
        everyMs = Pace.SECOND_MS / aSecond;
        feed = new ScriptFeed(clients);
        follower = Follower.of(clients, this::seen, Topic.ESCALATIONS, Topic.BREACHES);
        start();
    }

    @Override
    protected void send() throws InterruptedException {
        while (!ends()) {
            send(sent++);
            Thread.sleep(everyMs);
        }
    }

    private void send(int notice) {
        long nowMs = System.currentTimeMillis();
        long at = nowMs + AHEAD_MS - (notice % 2 == 0 ? E7_MS : DUE_MS);
        feed.receive(notice, nowMs, at);
    }

    private void seen(long wallMs, EventType type, byte[] json) {
        if (type == EventType.BREACH) {
            BreachRecord breach = Json.read(json, BreachRecord.class);
            long dueMs = breach.dueAt() + GRACE_MS;
            breaches.putIfAbsent(breach.breachId(), new Told(dueMs, wallMs - dueMs));
        } else if (type == EventType.ESCALATION) {
            EscalationAlert alert = Json.read(json, EscalationAlert.class);
            // What had passed when the notice arrived is published at once, and late by nature.
            if (!alert.catchUp() && alert.level().equals("E7")) {
                long dueMs = alert.firesAt();
                warnings.putIfAbsent(alert.alertKey(), new Told(dueMs, wallMs - dueMs));
            }
        }
    }

    public int sent() {
        return sent;
    }

    /** Ms after their time, in order, of the warnings that were due since then. */
    public long[] warnings(long sinceMs) {
        return since(warnings, sinceMs);
    }

    /** The same of those that were due within. */
    public long[] warnings(long sinceMs, long beforeMs) {
        return within(warnings, sinceMs, beforeMs);
    }

    /** The same of breach records, after due and grace. */
    public long[] breaches(long sinceMs) {
        return since(breaches, sinceMs);
    }

    private static long[] since(Map<String, Told> all, long sinceMs) {
        return within(all, sinceMs, Long.MAX_VALUE);
    }

    private static long[] within(Map<String, Told> all, long sinceMs, long beforeMs) {
        return all.values().stream()
                .filter(told -> told.dueMs() >= sinceMs && told.dueMs() < beforeMs)
                .mapToLong(Told::afterMs)
                .sorted()
                .toArray();
    }

    /** Whether any was seen, none before its time, and 99 in 100 within what is promised. */
    public static boolean isKept(long[] sorted) {
        return sorted.length > 0 && sorted[0] >= 0 && percentile(sorted, 99) <= PROMISED_MS;
    }

    public static String text(long[] sorted) {
        return sorted.length == 0
                ? "none seen"
                : String.format(
                        Locale.ROOT,
                        "%d seen: p50 %d ms, p90 %d ms, p99 %d ms, all within %d to %d ms",
                        sorted.length,
                        percentile(sorted, 50),
                        percentile(sorted, 90),
                        percentile(sorted, 99),
                        sorted[0],
                        sorted[sorted.length - 1]);
    }

    private static long percentile(long[] sorted, int percent) {
        return sorted[(sorted.length - 1) * percent / 100];
    }

    @Override
    public void check() {
        follower.check();
        super.check();
    }

    @Override
    protected void release() throws InterruptedException {
        feed.close();
        follower.close();
    }
}

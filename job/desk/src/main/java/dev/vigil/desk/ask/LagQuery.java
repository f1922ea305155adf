package dev.vigil.desk.ask;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * How far behind the store and the notice clock were: a sample a minute, kept for seven days. What
 * was not known at a minute has no figure there, and a topic that was not behind has none.
 */
public final class LagQuery {
    public static final String STORE = "store";
    public static final String CLOCK = "clock";

    private static final String TOPIC = "topic/";
    private static final long MINUTE_MS = 60_000;
    private static final long KEPT_MS = Duration.ofDays(7).toMillis();
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    /** Samples that are one figure of a chart: the greatest of them. */
    private static final long DRAWN_MS = 10 * MINUTE_MS;

    private LagQuery() {}

    /**
     * Keeps the sample of a minute, the first one of it, and deletes what is too old.
     *
     * @param storeMs null where it is not known
     * @param clockMs how long it does not run, 0 where it runs; null where that is not known
     * @param topics records of each that the store has not read; empty where that is not known
     */
    public static void keep(
            Handle store,
            long nowMs,
            Long storeMs,
            Long clockMs,
            Optional<Map<String, Long>> topics) {
        long at = nowMs - Math.floorMod(nowMs, MINUTE_MS);
        store.useTransaction(
                inside -> {
                    put(inside, at, STORE, storeMs);
                    put(inside, at, CLOCK, clockMs);
                    topics.orElse(Map.of())
                            .forEach(
                                    (topic, behind) ->
                                            put(
                                                    inside,
                                                    at,
                                                    TOPIC + topic,
                                                    behind == 0 ? null : behind));
                    // What is ahead is of a clock that was wrong.
                    inside.execute(
                            "delete from lag_sample where at < ? or at > ?", at - KEPT_MS, at);
                });
    }

    private static void put(Handle inside, long at, String what, Long lag) {
        if (lag != null) {
            inside.execute(
                    "insert into lag_sample (at, what, lag) values (?, ?, ?)"
                            + " on conflict (at, what) do nothing",
                    at,
                    what,
                    lag);
        }
    }

    /** The greatest of each ten minutes of the last day, by their beginning, UTC epoch ms. */
    public static Map<Long, Map<String, Long>> lastDay(Handle store, long nowMs) {
        Map<Long, Map<String, Long>> samples = new TreeMap<>();
        store.createQuery(
                        "select at - at % "
                                + DRAWN_MS
                                + " as drawn, what, max(lag) from lag_sample where at >= ?"
                                + " group by at - at % "
                                + DRAWN_MS
                                + ", what")
                .bind(0, nowMs - DAY_MS)
                .map(
                        (row, context) -> {
                            samples.computeIfAbsent(row.getLong(1), at -> new TreeMap<>())
                                    .put(row.getString(2), row.getLong(3));
                            return null;
                        })
                .list();
        return samples;
    }
}

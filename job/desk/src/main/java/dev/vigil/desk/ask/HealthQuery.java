package dev.vigil.desk.ask;

import dev.vigil.schema.clock.StopReason;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** How well the store follows the topics, and whether the clocks of the jobs move. */
public final class HealthQuery {
    private HealthQuery() {}

    /**
     * The clock of a job, as it has reported itself last.
     *
     * @param name notice-clock or ledger-clock
     * @param state of {@code ClockMotion}
     * @param since when the state began, UTC epoch ms
     * @param watermark time up to which all that the job reads is known
     * @param why the reason as a code; null where it has none, or one of a later release
     */
    public record ClockRow(
            String name,
            String state,
            Long since,
            Long at,
            Long watermark,
            Long lagMs,
            String reason,
            StopReason why) {}

    /**
     * How far a topic is read.
     *
     * @param records that the store has read of it
     * @param unmade of these, records whose rows are still to be made again
     * @param lastAt Kafka's time of the last one, UTC epoch ms; null before the first
     * @param before offsets in front of what the store could read when it began
     * @param unreadable of these, records that could not be read
     */
    public record TopicRow(
            String topic,
            long partitions,
            long records,
            long unmade,
            Long lastAt,
            long before,
            long unreadable) {}

    /** Records that were deleted before they could be read; {@code to} is behind the last one. */
    public record Gap(String topic, long partition, long from, long to) {}

    /**
     * Orders of people that are not known to be on their topics.
     *
     * @param inDoubt of these, sent, and not known to have arrived
     * @param oldest when the first of them was made, UTC epoch ms; null for none
     */
    public record OutboxCounts(long waiting, long inDoubt, Long oldest) {}

    public static List<ClockRow> clocks(Handle store) {
        return store.createQuery(
                        "select clock, state, since, at, watermark, lag_ms, reason, why"
                                + " from clock_health order by clock desc")
                .map(
                        (row, context) ->
                                new ClockRow(
                                        row.getString(1),
                                        row.getString(2),
                                        StoredRecords.number(row, 3),
                                        StoredRecords.number(row, 4),
                                        StoredRecords.number(row, 5),
                                        StoredRecords.number(row, 6),
                                        row.getString(7),
                                        why(row.getString(8))))
                .list();
    }

    /** Null where there is none, or one of a later release. */
    static StopReason why(String stored) {
        if (stored == null) {
            return null;
        }
        try {
            return Json.read(stored.getBytes(StandardCharsets.UTF_8), StopReason.class);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    public static List<TopicRow> topics(Handle store) {
        return store.createQuery(
                        "select s.topic, count(*), sum(s.next_off - s.first_off),"
                                + " sum(s.next_off - s.row_off), max(s.stored_at),"
                                + " sum(s.first_off), coalesce(max(u.n), 0)"
                                + " from source s left join (select topic, count(*) as n"
                                + " from event where problem is not null group by topic) u"
                                + " on u.topic = s.topic group by s.topic order by s.topic")
                .map(
                        (row, context) ->
                                new TopicRow(
                                        row.getString(1),
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getLong(4),
                                        StoredRecords.number(row, 5),
                                        row.getLong(6),
                                        row.getLong(7)))
                .list();
    }

    /** By topic and place; the first ones where there are more. */
    public static List<Gap> gaps(Handle store, int most) {
        return store.createQuery(
                        "select topic, part, from_off, to_off from gap"
                                + " order by topic, part, from_off limit ?")
                .bind(0, (long) most)
                .map(
                        (row, context) ->
                                new Gap(
                                        row.getString(1),
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getLong(4)))
                .list();
    }

    /** Offsets of each topic that the store has passed since it began. */
    public static Map<String, Long> read(Handle store) {
        Map<String, Long> read = new TreeMap<>();
        store.createQuery("select topic, sum(next_off - first_off) from source group by topic")
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(one -> read.put(one.getKey(), one.getValue()));
        return read;
    }

    /** Offsets that were deleted before they could be read. */
    public static long missed(Handle store) {
        return store.createQuery("select coalesce(sum(to_off - from_off), 0) from gap")
                .map((row, context) -> row.getLong(1))
                .one();
    }

    public static OutboxCounts outbox(Handle store) {
        return store.createQuery(
                        "select count(*), count(tried_at), min(made_at) from outbox"
                                + " where off is null and refused_at is null")
                .map(
                        (row, context) ->
                                new OutboxCounts(
                                        row.getLong(1),
                                        row.getLong(2),
                                        StoredRecords.number(row, 3)))
                .one();
    }
}

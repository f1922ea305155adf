package dev.vigil.desk.ask;

import dev.vigil.desk.project.HeaderText;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What people did, whichever way, as the topics have it; and the seals of the audit log. */
public final class AuditQuery {
    private static final int MOST = ListPage.MOST;

    /** Records with a time that a person states, of when it was and not of when it was recorded. */
    private static final Map<EventType, ToLongFunction<Object>> STATED =
            Map.of(
                    EventType.NOTICE_RECEIVED, it -> ((NoticeReceived) it).receivedAt(),
                    EventType.NOTICE_SUPPLEMENTED, it -> ((NoticeSupplemented) it).receivedAt(),
                    EventType.FORWARD_DELIVERED, it -> ((ForwardDelivered) it).deliveredAt(),
                    EventType.COUNTER_NOTICE, it -> ((CounterNotice) it).receivedAt(),
                    EventType.ACTION_CONFIRMED, it -> ((ActionConfirmed) it).effectiveAt());

    /** Bytes of a body that is read for its time: a page has 51 of them, of 1 MB each at most. */
    private static final int MOST_FOR_A_TIME = 64 * 1024;

    private static final String BODY_OF_STATED =
            STATED.keySet().stream()
                    .map(type -> "'" + type.name() + "'")
                    .sorted()
                    .collect(
                            Collectors.joining(
                                    ", ",
                                    "case when e.kind in (",
                                    ") and length(e.body) <= "
                                            + MOST_FOR_A_TIME
                                            + " then e.body end"));

    private static final String CAUSED =
            "select e.topic, e.part, e.off, e.kind, e.at, e.stored_at, e.actor, "
                    + BODY_OF_STATED
                    + " as body, e.problem, e.subject, e.headers, (select min(d.reason)"
                    + " from dead_letter d where d.of_topic = e.topic and d.of_part = e.part"
                    + " and d.of_off = e.off) as refused from event e";

    private AuditQuery() {}

    /**
     * What is asked for.
     *
     * @param actor a pointer, whole; null for any
     * @param kind name of a constant of EventType; null for any
     * @param subject what it is about, whole; null for anything
     */
    public record Wanted(String actor, String kind, String subject) {}

    /**
     * A record that a person caused.
     *
     * @param kind name of a constant of EventType; null where it is none of the topic
     * @param stated when it was by the person's word, UTC epoch ms; null where the record has no
     *     such time, it is not kept, or the record is larger than 64 kB
     * @param approver the second person, as a pointer; null where there was none
     * @param request the desk's request that it is of; null where another way was used
     * @param problem why it can't be read; null where it can
     * @param refused reason of the dead letter that it became; null where it did not
     */
    public record CausedRow(
            String topic,
            long partition,
            long offset,
            String kind,
            String subject,
            long at,
            Long stated,
            String actor,
            String approver,
            String request,
            String problem,
            String refused) {
        /** {@code notices-1@7}: its place on the log. */
        public String place() {
            return topic + "-" + partition + "@" + offset;
        }
    }

    /** Records that were deleted before the store could read them. */
    public record GapRow(String topic, long partition, long from, long to) {}

    /** The latest first. */
    public static ListPage<CausedRow> page(Handle store, Wanted wanted, String after) {
        Conditions asked =
                new Conditions()
                        .add("e.actor is not null")
                        .add("e.at is not null")
                        .addIf(wanted.actor(), "e.actor = ?")
                        .addIf(wanted.kind(), "e.kind = ?")
                        .addIf(wanted.subject(), "e.subject = ?")
                        .behind(
                                Keyset.parse(
                                        after, Long.class, String.class, Long.class, Long.class),
                                "(e.at, e.topic, e.part, e.off) < (?, ?, ?, ?)");
        return ListPage.of(
                asked.on(
                                store,
                                CAUSED,
                                " order by e.at desc, e.topic desc, e.part desc, e.off desc",
                                ListPage.MOST + 1)
                        .map((row, context) -> caused(row))
                        .list(),
                it -> Keyset.of(it.at(), it.topic(), it.partition(), it.offset()));
    }

    private static CausedRow caused(ResultSet row) throws SQLException {
        StoredRecord record = StoredRecords.read(row);
        String headers = row.getString("headers");
        return new CausedRow(
                record.topic(),
                record.partition(),
                record.offset(),
                row.getString("kind"),
                row.getString("subject"),
                record.at(),
                stated(record),
                record.actor(),
                header(headers, "ce_approver"),
                header(headers, "ce_deskrequest"),
                record.problem(),
                row.getString("refused"));
    }

    private static Long stated(StoredRecord record) {
        ToLongFunction<Object> time = record.type() == null ? null : STATED.get(record.type());
        return time == null ? null : record.content().map(time::applyAsLong).orElse(null);
    }

    private static String header(String headers, String name) {
        return HeaderText.parse(headers).stream()
                .filter(it -> it.name().equals(name) && it.value() != null)
                .reduce((before, after) -> after)
                .map(it -> new String(it.value(), StandardCharsets.UTF_8))
                .orElse(null);
    }

    /** Of each log the seal of most pages, at most 50. */
    public static List<AuditSeal> heads(Handle store) {
        return DistinctValues.of(store, "seal", "origin", MOST).stream()
                .flatMap(origin -> seals(store, origin, 1).stream())
                .toList();
    }

    /** Of one log, those of most pages first, at most 50. */
    public static List<AuditSeal> seals(Handle store, String origin) {
        return seals(store, origin, MOST);
    }

    private static List<AuditSeal> seals(Handle store, String origin, int most) {
        return new Conditions()
                        .add("x.origin = ?", origin)
                        .on(
                                store,
                                "select e.topic, e.part, e.off, e.kind, e.at, e.stored_at, e.actor,"
                                        + " e.body, e.problem from seal x join event e on e.topic = '"
                                        + Topic.SEALS.topicName()
                                        + "' and e.part = x.part and e.off = x.off",
                                " order by x.size desc",
                                most)
                        .map((row, context) -> StoredRecords.read(row))
                        .list()
                        .stream()
                        .map(it -> it.as(AuditSeal.class))
                        .flatMap(Optional::stream)
                        .toList();
    }

    /** At most 50. */
    public static List<GapRow> gaps(Handle store) {
        return store.createQuery(
                        "select topic, part, from_off, to_off from gap"
                                + " order by topic, part, from_off limit ?")
                .bind(0, MOST)
                .map(
                        (row, context) ->
                                new GapRow(
                                        row.getString(1),
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getLong(4)))
                .list();
    }
}

package dev.vigil.desk.act;

import dev.vigil.audit.RecordHeader;
import dev.vigil.audit.RecordPlace;
import dev.vigil.client.act.Act;
import dev.vigil.client.act.ActAnswer;
import dev.vigil.client.bus.Event;
import dev.vigil.desk.project.HeaderText;
import dev.vigil.desk.project.Journal;
import dev.vigil.desk.project.JournaledRecord;
import dev.vigil.desk.store.StoredText;
import dev.vigil.schema.address.Parallelism;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * What was ordered, and what became of it: that is asked of what the projector has read, so that a
 * rebuild changes no answer. It is noted for the time when those records are no longer kept.
 */
public final class PlacedOrders {
    private static final String SELECT =
            "select id, deed, topic, subject, rec_key, headers, body, answers, made_at, made_by,"
                    + " approved_by, sent_at, part, off, refused_at, problem, answered, answered_from"
                    + " from outbox";

    /** How soon a job that runs has answered. */
    private static final long QUIET_AFTER_MS = 10_000;

    /** Ids whose answers are looked for. */
    private static final int MOST_IDS = 20;

    /** Records of each, the first of them: one answers. */
    private static final int MOST_RECORDS = 300;

    /**
     * The same of the list, where each task answers: of the notice job and of up to two media jobs,
     * and once more of one that was restarted with other tasks.
     */
    private static final int MOST_OF_THE_LIST = 4 * Parallelism.MOST;

    private static final Comparator<JournaledRecord> AS_STORED =
            Comparator.<JournaledRecord>comparingLong(it -> it.time().ms())
                    .thenComparing(it -> it.place().topic())
                    .thenComparing(JournaledRecord::partition)
                    .thenComparing(JournaledRecord::offset);

    private PlacedOrders() {}

    /**
     * What a row has beside what is shown.
     *
     * @param answers ids whose change is the answer; none in a row that an older desk wrote
     * @param noted what became of it, as long as there were records that answer it; null where that
     *     is not known
     * @param from what is behind it is after the order; null where that is not known
     */
    private record Row(
            PlacedOrder order,
            byte[] key,
            List<RecordHeader> headers,
            byte[] body,
            List<String> answers,
            RecordPlace at,
            OrderState noted,
            AnsweredFrom from) {
        OrderState notedOr(OrderState state) {
            return noted == null ? state : noted;
        }
    }

    /** The one of a request. */
    public static Optional<PlacedOrder> of(Handle store, String request, long nowMs) {
        return store.select(SELECT + " where id = ?", request)
                .map((row, context) -> row(row))
                .findFirst()
                .map(row -> answered(store, row, nowMs));
    }

    /**
     * Those about something, the latest first.
     *
     * @param subject key of their records
     */
    public static List<PlacedOrder> about(Handle store, String subject, int most, long nowMs) {
        return store
                .select(
                        SELECT + " where subject = ? order by made_at desc, id limit ?",
                        subject,
                        (long) most)
                .map((row, context) -> row(row))
                .list()
                .stream()
                .map(row -> answered(store, row, nowMs))
                .toList();
    }

    /**
     * The one about something that was made at that moment.
     *
     * @param madeAt UTC epoch ms
     */
    static Optional<PlacedOrder> made(Handle store, String subject, long madeAt, long nowMs) {
        return store.select(
                        SELECT + " where subject = ? and made_at = ? order by id limit 1",
                        StoredText.key(subject),
                        madeAt)
                .map((row, context) -> row(row))
                .findFirst()
                .map(row -> answered(store, row, nowMs));
    }

    /** How many are not on their topic yet. */
    public static long waiting(Handle store) {
        return store.select("select count(*) from outbox where off is null and refused_at is null")
                .mapTo(Long.class)
                .one();
    }

    private static Row row(ResultSet row) throws SQLException {
        Long sentAt = number(row.getObject(12));
        Long off = number(row.getObject(14));
        RecordPlace at =
                off == null ? null : new RecordPlace(row.getString(3), row.getInt(13), off);
        return new Row(
                new PlacedOrder(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(9),
                        row.getString(10),
                        row.getString(11),
                        sentAt,
                        at == null ? null : at.toString(),
                        row.getObject(15) == null ? OrderState.WAITING : OrderState.REFUSED,
                        row.getString(16),
                        null),
                row.getBytes(5),
                HeaderText.parse(row.getString(6)),
                row.getBytes(7),
                answers(row.getString(8)),
                at,
                row.getString(17) == null ? null : OrderState.valueOf(row.getString(17)),
                AnsweredFrom.parse(row.getString(18)));
    }

    private static List<String> answers(String text) {
        return text == null
                ? List.of()
                : List.of(Json.read(text.getBytes(StandardCharsets.UTF_8), String[].class));
    }

    private static Long number(Object value) {
        return value == null ? null : Long.valueOf(((Number) value).longValue());
    }

    private static PlacedOrder answered(Handle store, Row row, long nowMs) {
        if (row.at() == null) {
            return row.order();
        }
        if (row.body().length == 0) {
            // It was erased, with the person that it was about.
            return with(row.order(), row.notedOr(OrderState.SENT), null);
        }
        Optional<Act> read = act(row);
        if (read.isEmpty()) {
            return with(row.order(), row.notedOr(OrderState.SENT), null);
        }
        Act act = read.get();
        List<ActAnswer> answers =
                events(store, act, row).stream()
                        .flatMap(event -> ActAnswer.of(act, row.at(), event).stream())
                        .toList();
        for (ActAnswer answer : answers) {
            if (answer.kind() == ActAnswer.Kind.REFUSED) {
                return with(row.order(), OrderState.REFUSED, answer);
            }
        }
        Optional<ActAnswer> taken = complete(answers);
        if (taken.isPresent()) {
            return with(row.order(), OrderState.TAKEN, taken.get());
        }
        boolean isQuiet = nowMs - row.order().sentAt() > QUIET_AFTER_MS;
        OrderState open = isQuiet ? OrderState.QUIET : OrderState.SENT;
        return with(row.order(), row.notedOr(open), null);
    }

    /** The first answer by which all parts have answered: what follows is of other orders, too. */
    private static Optional<ActAnswer> complete(List<ActAnswer> answers) {
        Map<String, Set<Integer>> parts = new HashMap<>();
        for (ActAnswer answer : answers) {
            Set<Integer> of = parts.computeIfAbsent(answer.about(), it -> new HashSet<>());
            of.add(answer.part());
            if (of.size() >= answer.parts()) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    private static PlacedOrder with(PlacedOrder order, OrderState state, ActAnswer answer) {
        return new PlacedOrder(
                order.id(),
                order.deed(),
                order.topic(),
                order.subject(),
                order.madeAt(),
                order.madeBy(),
                order.approvedBy(),
                order.sentAt(),
                order.place(),
                state,
                order.problem(),
                answer);
    }

    /** Empty of what another version has ordered, and this one can't read. */
    private static Optional<Act> act(Row row) {
        Map<String, byte[]> headers = new HashMap<>();
        row.headers().forEach(it -> headers.put(it.name(), it.value()));
        try {
            Envelope envelope = Envelope.parse(headers::get);
            Topic topic = Topic.named(row.order().topic());
            return EventType.of(envelope.type())
                    .map(
                            type ->
                                    new Act(
                                            topic,
                                            type,
                                            new String(row.key(), StandardCharsets.UTF_8),
                                            envelope.timeMs(),
                                            Json.read(row.body(), type.data()),
                                            row.answers()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Records that may answer it, in the order in which they were stored. */
    private static List<Event> events(Handle store, Act act, Row row) {
        Set<JournaledRecord> records = new TreeSet<>(AS_STORED);
        records.addAll(Journal.refusals(store, act.key(), act.timeMs(), row.at()));
        Optional<JournaledRecord> own = Journal.at(store, row.at());
        if (own.isPresent()) {
            records.add(own.get());
            for (String subject : subjects(act)) {
                records.addAll(after(store, subject, act, own.get(), row.from()));
            }
        }
        return records.stream().map(PlacedOrders::event).toList();
    }

    private static Collection<String> subjects(Act act) {
        Collection<String> about = new LinkedHashSet<>();
        about.add(act.key());
        if (act.body() instanceof WorkClaim claim) {
            about.add(claim.workId());
        }
        act.answers().stream().limit(MOST_IDS).forEach(about::add);
        return about;
    }

    private static List<JournaledRecord> after(
            Handle store, String subject, Act act, JournaledRecord own, AnsweredFrom from) {
        List<Topic> topics = ActAnswer.topics(act);
        int most = act.topic() == Topic.LIST ? MOST_OF_THE_LIST : MOST_RECORDS;
        return from == null
                ? Journal.since(store, subject, topics, own.time().ms(), most)
                : Journal.behind(store, subject, topics, from.ends(), most);
    }

    private static Event event(JournaledRecord record) {
        return new Event(
                record.place().topic(),
                record.partition(),
                record.offset(),
                record.keyText(),
                record.envelope(),
                record.body());
    }
}

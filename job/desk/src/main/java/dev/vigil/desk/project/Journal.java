package dev.vigil.desk.project;

import dev.vigil.audit.RecordBytes;
import dev.vigil.audit.RecordPlace;
import dev.vigil.audit.RecordTime;
import dev.vigil.desk.store.StoreException;
import dev.vigil.desk.store.StoredText;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The records of topics to the byte, each once. */
public final class Journal {
    private static final String INSERT =
            "insert into event (topic, part, off, kind, subject, ce_id, at, stored_at, stored_by,"
                    + " actor, rec_key, headers, body, digest, problem, person)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String READ =
            "select topic, part, off, stored_at, stored_by, rec_key, headers, body from event"
                    + " where topic = ? and part = ? and off >= ? order by off limit ?";

    /** By the index of subjects: SQLite would take the key, and read the whole partition. */
    private static final String ALIKE = "subject = ? and topic || '' = ? and part = ?";

    /** Dead letters of one record: one is the rule. */
    private static final long MOST_REFUSALS = 50;

    private Journal() {}

    /** Writes them; one that is there already fails. */
    static void add(Handle store, Collection<Row> rows) {
        try (PreparedStatement insert = store.getConnection().prepareStatement(INSERT)) {
            for (Row row : rows) {
                bind(insert, row);
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new StoreException("expected to write records, got '" + e.getMessage() + "'", e);
        }
    }

    /** A record with what is computed from its bytes: that needs no store. */
    record Row(JournaledRecord record, String headers, String digest, String person) {
        static Row of(JournaledRecord record) {
            return new Row(
                    record,
                    StoredText.of(HeaderText.of(record.headers())),
                    Journal.digest(record),
                    shortened(Persons.of(record.content())));
        }
    }

    private static void bind(PreparedStatement insert, Row row) throws SQLException {
        JournaledRecord record = row.record();
        boolean isEvent = record.envelope() != null;
        insert.setString(1, record.place().topic());
        insert.setLong(2, record.partition());
        insert.setLong(3, record.offset());
        insert.setString(4, record.type() == null ? null : record.type().name());
        insert.setString(5, shortened(record.subject()));
        insert.setString(6, isEvent ? shortened(record.envelope().id()) : null);
        insert.setObject(7, isEvent ? Long.valueOf(record.envelope().timeMs()) : null);
        insert.setLong(8, record.time().ms());
        insert.setString(9, record.time().type());
        insert.setString(10, isEvent ? record.envelope().actor() : null);
        insert.setBytes(11, record.key());
        insert.setString(12, row.headers());
        insert.setBytes(13, record.body());
        insert.setString(14, row.digest());
        insert.setString(15, record.problem() == null ? null : StoredText.of(record.problem()));
        insert.setString(16, row.person());
    }

    private static String shortened(String text) {
        return text == null ? null : StoredText.key(text);
    }

    /** As a page of the audit log has it: a leaf of RFC 6962. */
    private static String digest(JournaledRecord record) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((byte) 0);
            sha256.update(
                    RecordBytes.of(
                            record.place(),
                            record.time(),
                            record.key(),
                            record.headers(),
                            record.body()));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /**
     * Records of a partition in their order.
     *
     * @param from first offset
     */
    static List<JournaledRecord> read(Handle store, String topic, int part, long from, int most) {
        return store.createQuery(READ)
                .bind(0, topic)
                .bind(1, (long) part)
                .bind(2, from)
                .bind(3, (long) most)
                .map((row, context) -> record(row))
                .list();
    }

    /**
     * Records about a person that are not erased.
     *
     * @param person as {@link Persons} has it
     * @param toMs of events until then, UTC epoch ms
     */
    static List<JournaledRecord> about(Handle store, String person, long toMs, int most) {
        return store.createQuery(
                        "select topic, part, off, stored_at, stored_by, rec_key, headers, body"
                                + " from event where person = ? and at <= ?"
                                + " order by topic, part, off limit ?")
                .bind(0, shortened(person))
                .bind(1, toMs)
                .bind(2, (long) most)
                .map((row, context) -> record(row))
                .list();
    }

    /** Notes whom a record is about, where that is known and it is not erased. */
    static void setPerson(Handle store, JournaledRecord record) {
        String person = Persons.of(record.content());
        if (person != null) {
            store.execute(
                    "update event set person = ? where topic = ? and part = ? and off = ?"
                            + " and erased is null",
                    shortened(person),
                    record.place().topic(),
                    (long) record.partition(),
                    record.offset());
        }
    }

    /**
     * Writes what is left of the body of a record. Its digest stays: what it was can still be
     * proved by who has it.
     *
     * @param body null where nothing is left
     */
    static void erase(Handle store, JournaledRecord record, byte[] body, long nowMs) {
        store.createUpdate(
                        "update event set body = ?, erased = ?, person = null"
                                + " where topic = ? and part = ? and off = ?")
                .bind(0, body)
                .bind(1, nowMs)
                .bind(2, record.place().topic())
                .bind(3, (long) record.partition())
                .bind(4, record.offset())
                .execute();
        // What the desk has sent itself is in its outbox, too.
        store.createUpdate(
                        "update outbox set body = ? where topic = ? and id = (select ce_id from"
                                + " event where topic = ? and part = ? and off = ?)")
                .bind(0, body == null ? new byte[0] : body)
                .bind(1, record.place().topic())
                .bind(2, record.place().topic())
                .bind(3, (long) record.partition())
                .bind(4, record.offset())
                .execute();
    }

    /** The same of what the desk was to send and never will: no topic has it. */
    static void eraseUnsent(Handle store, String person, long toMs) {
        store
                .createQuery(
                        "select id, topic, made_at, rec_key, headers, body from outbox"
                                + " where off is null and refused_at is not null and made_at <= ?")
                .bind(0, toMs)
                .map((row, context) -> Map.entry(row.getString(1), unsent(row)))
                .list()
                .stream()
                .filter(it -> person.equals(Persons.of(it.getValue().content())))
                .forEach(
                        it -> {
                            byte[] left = Persons.without(it.getValue());
                            store.execute(
                                    "update outbox set body = ? where id = ?",
                                    left == null ? new byte[0] : left,
                                    it.getKey());
                        });
    }

    /** True where an order about a person waits, which may yet be sent or refused. */
    static boolean isWaiting(Handle store, String person, long toMs) {
        return store
                .createQuery(
                        "select id, topic, made_at, rec_key, headers, body from outbox"
                                + " where off is null and refused_at is null and made_at <= ?")
                .bind(0, toMs)
                .map((row, context) -> unsent(row))
                .list()
                .stream()
                .anyMatch(it -> person.equals(Persons.of(it.content())));
    }

    private static JournaledRecord unsent(ResultSet row) throws SQLException {
        return JournaledRecord.read(
                new RecordPlace(row.getString(2), 0, 0),
                new RecordTime("CreateTime", row.getLong(3)),
                row.getBytes(4),
                HeaderText.parse(row.getString(5)),
                row.getBytes(6));
    }

    static void delete(Handle store, JournaledRecord record) {
        store.createUpdate("delete from event where topic = ? and part = ? and off = ?")
                .bind(0, record.place().topic())
                .bind(1, (long) record.partition())
                .bind(2, record.offset())
                .execute();
        RefusedAtDoors.forget(store, record);
    }

    /** True where the partition has a later record about the same with the same key. */
    static boolean hasLater(Handle store, JournaledRecord record) {
        return store.createQuery(
                        "select off from event where " + ALIKE + " and rec_key = ? and off > ?")
                .bind(0, shortened(record.subject()))
                .bind(1, record.place().topic())
                .bind(2, (long) record.partition())
                .bind(3, record.key())
                .bind(4, record.offset())
                .mapTo(Long.class)
                .findFirst()
                .isPresent();
    }

    /** The records of a partition about the same, in their order. */
    static void alike(Handle store, JournaledRecord record, Consumer<JournaledRecord> each) {
        store.createQuery(
                        "select topic, part, off, stored_at, stored_by, rec_key, headers, body"
                                + " from event where "
                                + ALIKE
                                + " order by off")
                .setFetchSize(1_000)
                .bind(0, shortened(record.subject()))
                .bind(1, record.place().topic())
                .bind(2, (long) record.partition())
                .map((row, context) -> record(row))
                .forEach(each);
    }

    /**
     * The records that rows name, one by one.
     *
     * @param rows a table with columns part and off, named t
     * @param where of t, and what follows; e is the journal
     */
    public static void joined(
            Handle store,
            String rows,
            Topic topic,
            String where,
            Consumer<JournaledRecord> each,
            Object... arguments) {
        Query query =
                store.createQuery(
                                "select e.topic, e.part, e.off, e.stored_at, e.stored_by,"
                                        + " e.rec_key, e.headers, e.body from "
                                        + rows
                                        + " join event e on e.topic = ? and e.part = t.part"
                                        + " and e.off = t.off where "
                                        + where)
                        .setFetchSize(1_000)
                        .bind(0, topic.topicName());
        for (int i = 0; i < arguments.length; i++) {
            query.bind(i + 1, arguments[i]);
        }
        query.map((row, context) -> record(row)).forEach(each);
    }

    /** The record at a place; empty where it is not read yet, or no longer there. */
    public static Optional<JournaledRecord> at(Handle store, RecordPlace place) {
        return read(store, place.topic(), place.partition(), place.offset(), 1).stream()
                .filter(it -> it.offset() == place.offset())
                .findFirst();
    }

    /**
     * True where a record of that type about something was stored after a moment.
     *
     * @param fromMs Kafka's time, UTC epoch ms
     */
    public static boolean hasSince(Handle store, String subject, EventType type, long fromMs) {
        return store.select(
                        "select off from event where subject = ? and topic || '' = ? and kind = ?"
                                + " and stored_at > ? limit 1",
                        shortened(subject),
                        type.topics().get(0).topicName(),
                        type.name(),
                        fromMs)
                .mapTo(Long.class)
                .findFirst()
                .isPresent();
    }

    /**
     * Records about something that were stored after a moment, in that order.
     *
     * @param fromMs Kafka's time, UTC epoch ms
     */
    public static List<JournaledRecord> since(
            Handle store, String subject, Collection<Topic> topics, long fromMs, int most) {
        return since(store, subject, topics, "stored_at > :from", Map.of("from", fromMs), most);
    }

    /**
     * The same of those that are not before an offset of their partition.
     *
     * @param from by topic, in the order of the partitions; of others all
     */
    public static List<JournaledRecord> behind(
            Handle store,
            String subject,
            Collection<Topic> topics,
            Map<String, List<Long>> from,
            int most) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder behind = new StringBuilder("off >= case topic || '/' || part");
        from.forEach(
                (topic, offsets) -> {
                    for (int part = 0; part < offsets.size(); part++) {
                        int n = values.size();
                        behind.append(" when :place").append(n).append(" then :off").append(n);
                        values.put("place" + n, topic + "/" + part);
                        values.put("off" + n, offsets.get(part));
                    }
                });
        return since(
                store,
                subject,
                topics,
                values.isEmpty() ? "off >= 0" : behind.append(" else 0 end").toString(),
                values,
                most);
    }

    private static List<JournaledRecord> since(
            Handle store,
            String subject,
            Collection<Topic> topics,
            String which,
            Map<String, ?> values,
            int most) {
        if (topics.isEmpty()) {
            return List.of();
        }
        return store.createQuery(
                        "select topic, part, off, stored_at, stored_by, rec_key, headers, body"
                                + " from event where subject = :subject and topic in (<topics>)"
                                + " and "
                                + which
                                + " order by stored_at, topic, part, off limit :most")
                .bind("subject", shortened(subject))
                .bindList("topics", topics.stream().map(Topic::topicName).toList())
                .bindMap(values)
                .bind("most", (long) most)
                .map((row, context) -> record(row))
                .list();
    }

    /**
     * Dead letters of the record at a place, and those of no place about its key and time: who
     * repeats what is refused may have left any number about the key.
     *
     * @param key of the record
     * @param timeMs its own time, UTC epoch ms
     */
    public static List<JournaledRecord> refusals(
            Handle store, String key, long timeMs, RecordPlace of) {
        return store.select(
                        "select e.topic, e.part, e.off, e.stored_at, e.stored_by, e.rec_key,"
                                + " e.headers, e.body from dead_letter d join event e"
                                + " on e.topic = d.topic and e.part = d.part and e.off = d.off"
                                + " where (d.of_topic = ? and d.of_part = ? and d.of_off = ?)"
                                + " or (d.subject = ? and d.of_part = -1 and d.of_off = ?)"
                                + " limit ?",
                        of.topic(),
                        (long) of.partition(),
                        of.offset(),
                        shortened(key),
                        timeMs,
                        MOST_REFUSALS)
                .map((row, context) -> record(row))
                .list();
    }

    private static JournaledRecord record(ResultSet row) throws SQLException {
        return JournaledRecord.read(
                new RecordPlace(row.getString(1), row.getInt(2), row.getLong(3)),
                new RecordTime(row.getString(5), row.getLong(4)),
                row.getBytes(6),
                HeaderText.parse(row.getString(7)),
                row.getBytes(8));
    }
}

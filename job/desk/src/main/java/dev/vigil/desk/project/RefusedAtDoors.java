package dev.vigil.desk.project;

import dev.vigil.desk.store.StoredText;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.wire.Topic;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Places of records that a job has refused at its door: they are published, and count for nothing.
 * Kept as long as the record, which is longer than the dead letter is.
 */
public final class RefusedAtDoors {
    /** A letter of another stage may be about a part of the record alone. */
    private static final String DOOR = "door";

    /**
     * Where a job that acts by a topic has its letters; the ledger job only counts notices. Of the
     * list all three have theirs in one place, and a letter does not name its job.
     */
    private static final Map<Topic, Topic> LETTERS =
            Map.of(Topic.LIST, Topic.DEAD_LETTERS, Topic.NOTICES, Topic.NOTICE_DEAD_LETTERS);

    /**
     * By the clock of the job that reads: another, or the same that reads again, takes the entry.
     * Of a notice it is by the broker's time, and so for ever.
     */
    private static final String TIME_AHEAD = "TIME_AHEAD";

    private RefusedAtDoors() {}

    /**
     * A condition: the record at a place is not refused, as far as is known. By its place, row by
     * row: of an {@code exists} PostgreSQL may make a join that reads all there are.
     */
    public static String taken(Topic topic, String part, String off) {
        return "((select r.off from refused_record r where r.topic = '"
                + topic.topicName()
                + "' and r.part = "
                + part
                + " and r.off = "
                + off
                + ") is null)";
    }

    /** Notes what the letters among some records are about. */
    static void note(Handle inside, Stream<JournaledRecord> records) {
        PreparedBatch places =
                inside.prepareBatch(
                        "insert into refused_record (topic, part, off, reason) values (?, ?, ?, ?)"
                                + " on conflict do nothing");
        records.forEach(
                record ->
                        record.as(DeadLetter.class)
                                .filter(it -> isRefusal(record, it))
                                .ifPresent(
                                        it ->
                                                places.add(
                                                        it.topic(),
                                                        (long) it.partition(),
                                                        it.offset(),
                                                        stored(it.reason()))));
        if (places.size() > 0) {
            places.execute();
        }
    }

    private static String stored(String reason) {
        return reason == null ? null : StoredText.of(reason);
    }

    private static boolean isRefusal(JournaledRecord record, DeadLetter letter) {
        return DOOR.equals(letter.stage())
                && !(TIME_AHEAD.equals(letter.reason()) && isOfList(letter))
                && LETTERS.entrySet().stream()
                        .anyMatch(
                                it ->
                                        it.getKey().topicName().equals(letter.topic())
                                                && record.isOn(it.getValue().topicName()));
    }

    private static boolean isOfList(DeadLetter letter) {
        return Topic.LIST.topicName().equals(letter.topic());
    }

    /** The journal has the record no more. */
    static void forget(Handle inside, JournaledRecord record) {
        if (LETTERS.keySet().stream().noneMatch(it -> record.isOn(it.topicName()))) {
            return;
        }
        inside.execute(
                "delete from refused_record where topic = ? and part = ? and off = ?",
                record.place().topic(),
                (long) record.partition(),
                record.offset());
    }
}

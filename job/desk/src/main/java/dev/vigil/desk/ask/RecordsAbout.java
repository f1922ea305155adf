package dev.vigil.desk.ask;

import dev.vigil.desk.store.StoredText;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Records of the journal by what they are about. */
public final class RecordsAbout {
    private RecordsAbout() {}

    /**
     * The latest first, by their own time.
     *
     * @param subject what they are about: a session, an account, a work, an entry
     * @param most records, each of up to a megabyte
     */
    public static List<StoredRecord> latest(
            Handle store, String subject, Topic topic, EventType type, int most) {
        return new Conditions()
                .add("subject = ?", StoredText.key(subject))
                .add("topic = ?", topic.topicName())
                .add("kind = ?", type.name())
                .on(
                        store,
                        "select " + StoredRecords.COLUMNS + " from event",
                        " order by at desc, part desc, off desc",
                        most)
                .map((row, context) -> StoredRecords.read(row))
                .list();
    }
}

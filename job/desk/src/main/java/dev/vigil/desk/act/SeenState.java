package dev.vigil.desk.act;

import dev.vigil.desk.ask.StoredRecord;
import dev.vigil.desk.ask.StoredRecords;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The state of a notice that a form was made from.
 *
 * @param asOf time of the notice clock, UTC epoch ms; 0 where the job had given none
 */
public record SeenState(long asOf, long generation) {
    /** Records of a notice's state that are looked at for an older one. */
    private static final long MOST = 200;

    static SeenState of(Optional<NoticeStatus> status) {
        return status.map(it -> new SeenState(it.asOf(), it.generation()))
                .orElse(new SeenState(0, 0));
    }

    /**
     * Refuses a form where what matters has changed: that an alert was sent, or that time has
     * passed, does not.
     *
     * @throws StaleForm with both states
     */
    void requireNow(Handle store, String noticeId) {
        NoticeStatus now = new StoredFacts(store).status(noticeId).orElse(null);
        if (now == null || now.asOf() <= asOf) {
            return;
        }
        NoticeStatus was = older(store, noticeId);
        if (was == null || !isSame(was, now)) {
            throw new StaleForm(was, now);
        }
    }

    private NoticeStatus older(Handle store, String noticeId) {
        List<StoredRecord> records =
                store
                        .select(
                                "select part, off from event where subject = ? and topic = ?"
                                        + " order by part, off desc limit ?",
                                noticeId,
                                Topic.NOTICE_STATUS.topicName(),
                                MOST)
                        .map((row, context) -> new long[] {row.getLong(1), row.getLong(2)})
                        .list()
                        .stream()
                        .flatMap(
                                at ->
                                        StoredRecords.at(
                                                store,
                                                Topic.NOTICE_STATUS.topicName(),
                                                at[0],
                                                at[1])
                                                .stream())
                        .toList();
        return records.stream()
                .flatMap(it -> it.as(NoticeStatus.class).stream())
                .filter(it -> it.asOf() <= asOf)
                .findFirst()
                .orElse(null);
    }

    private static boolean isSame(NoticeStatus was, NoticeStatus now) {
        return content(was).equals(content(now));
    }

    private static List<String> content(NoticeStatus it) {
        return List.of(
                String.valueOf(it.generation()),
                String.valueOf(it.state()),
                String.valueOf(it.intake()),
                String.valueOf(it.action()),
                String.valueOf(it.forward()),
                String.valueOf(it.counter()),
                String.valueOf(it.clock()),
                String.valueOf(it.dueAt()),
                String.valueOf(it.itemsOpen()),
                String.valueOf(it.itemsDone()),
                String.valueOf(it.duplicateOf()));
    }
}

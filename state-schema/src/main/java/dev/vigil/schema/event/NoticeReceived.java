package dev.vigil.schema.event;

import java.time.Instant;
import java.util.List;

/**
 * A rights holder's notice at an official channel. Its clock starts at {@code receivedAt}, the
 * stamp of the intake edge (job/docs/domain.md, The clock of a notice), not when a machine got to
 * see it.
 *
 * @param notifier pointer to the notifying party, never personal data
 * @param works what is infringed
 * @param items what is to be removed, each with its own confirmation
 * @param live true where an item is a running live session
 * @param dueAt the authority's own due time, where the notice is its directive
 * @param regime for counter-notices; by right type where it is missing
 */
public record NoticeReceived(
        String noticeId,
        @MayBeMissing String channel,
        long receivedAt,
        String notifier,
        @MayBeMissing List<NoticeWork> works,
        List<NoticeItem> items,
        @MayBeMissing String statement,
        @MayBeMissing NoticeContent content,
        @MayBeMissing String requestedMeasure,
        @MayBeMissing Boolean live,
        @MayBeMissing Long dueAt,
        @MayBeMissing Regime regime) {
    public NoticeReceived {
        Check.id("noticeId", noticeId);
        Check.optionalText("channel", channel, 100);
        Check.timeMs("receivedAt", receivedAt);
        Check.id("notifier", notifier);
        works = Check.list("works", works, 0, 1_000);
        items = NoticeItem.each(items, 1);
        Check.optionalText("statement", statement, 5_000);
        Check.optionalText("requestedMeasure", requestedMeasure, 200);
        Check.optionalTimeMs("dueAt", dueAt);
        if (dueAt != null && dueAt <= receivedAt) {
            throw new IllegalArgumentException(
                    "dueAt: expected a time after receivedAt ("
                            + Instant.ofEpochMilli(receivedAt)
                            + "), came '"
                            + Instant.ofEpochMilli(dueAt)
                            + "'; correct one of them");
        }
    }

    /** A plain notice: no statutory content, standard track. */
    public NoticeReceived(
            String noticeId,
            String channel,
            long receivedAt,
            String notifier,
            List<NoticeWork> works,
            List<NoticeItem> items,
            String statement) {
        this(
                noticeId,
                channel,
                receivedAt,
                notifier,
                works,
                items,
                statement,
                null,
                null,
                null,
                null,
                null);
    }
}

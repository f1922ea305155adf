package dev.vigil.schema.flow;

import dev.vigil.schema.event.ActionConfirmed;
import dev.vigil.schema.event.AlertAcknowledged;
import dev.vigil.schema.event.DeadLetter;
import dev.vigil.schema.event.NoticeReceived;
import dev.vigil.schema.event.NoticeWithdrawn;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What reaches the clock: records of the notice topics, and items that are done. */
public record NoticeInput(
        Kind kind,
        String noticeId,
        String itemId,
        long time,
        NoticeReceived received,
        NoticeWithdrawn withdrawn,
        ActionConfirmed confirmed,
        AlertAcknowledged acknowledged,
        Long effectiveAt,
        DeadLetter dead,
        String reason) {
    /** Which fields are set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code received} */
        RECEIVED,
        /** {@code withdrawn} */
        WITHDRAWN,
        /** {@code confirmed}, by item */
        CONFIRMED,
        /** {@code acknowledged} */
        ACKNOWLEDGED,
        /** An item of a notice, by item */
        ITEM_OPEN,
        /** {@code effectiveAt} of an item of a notice */
        ITEM_DONE,
        /** {@code dead} */
        DEAD,
        /** {@code time}, for the source alone */
        HEARTBEAT,
        /** {@code reason} why time stands, for the watch of the clock */
        STANDING
    }

    /** Without a reason, as everything but STANDING. */
    public NoticeInput(
            Kind kind,
            String noticeId,
            String itemId,
            long time,
            NoticeReceived received,
            NoticeWithdrawn withdrawn,
            ActionConfirmed confirmed,
            AlertAcknowledged acknowledged,
            Long effectiveAt,
            DeadLetter dead) {
        this(
                kind,
                noticeId,
                itemId,
                time,
                received,
                withdrawn,
                confirmed,
                acknowledged,
                effectiveAt,
                dead,
                null);
    }

    public static NoticeInput received(NoticeReceived received) {
        return new NoticeInput(
                Kind.RECEIVED,
                received.noticeId(),
                null,
                received.receivedAt(),
                received,
                null,
                null,
                null,
                null,
                null);
    }

    public static NoticeInput withdrawn(NoticeWithdrawn withdrawn) {
        return new NoticeInput(
                Kind.WITHDRAWN,
                withdrawn.noticeId(),
                null,
                withdrawn.at(),
                null,
                withdrawn,
                null,
                null,
                null,
                null);
    }

    public static NoticeInput confirmed(ActionConfirmed confirmed, long time) {
        return new NoticeInput(
                Kind.CONFIRMED,
                null,
                confirmed.itemId(),
                time,
                null,
                null,
                confirmed,
                null,
                null,
                null);
    }

    public static NoticeInput acknowledged(AlertAcknowledged acknowledged) {
        return new NoticeInput(
                Kind.ACKNOWLEDGED,
                acknowledged.noticeId(),
                null,
                acknowledged.at(),
                null,
                null,
                null,
                acknowledged,
                null,
                null);
    }

    public static NoticeInput itemOpen(String noticeId, String itemId, long time) {
        return new NoticeInput(
                Kind.ITEM_OPEN, noticeId, itemId, time, null, null, null, null, null, null);
    }

    public static NoticeInput itemDone(
            String noticeId, String itemId, long effectiveAt, long time) {
        return new NoticeInput(
                Kind.ITEM_DONE, noticeId, itemId, time, null, null, null, null, effectiveAt, null);
    }

    public static NoticeInput heartbeat(long at) {
        return new NoticeInput(Kind.HEARTBEAT, null, null, at, null, null, null, null, null, null);
    }

    public static NoticeInput standing(String reason) {
        return new NoticeInput(
                Kind.STANDING, null, null, 0, null, null, null, null, null, null, reason);
    }

    public static NoticeInput dead(DeadLetter dead) {
        return new NoticeInput(Kind.DEAD, null, null, 0, null, null, null, null, null, dead);
    }
}

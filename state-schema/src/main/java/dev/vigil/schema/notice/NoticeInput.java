package dev.vigil.schema.notice;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notifier.NotifierErased;
import dev.vigil.schema.notifier.NotifierReport;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What reaches the clock: records of the notice topics, news of items, and what the job itself has
 * published. Flat and tagged: {@code kind} selects the one of the fields after {@code time} that is
 * set.
 *
 * @param noticeId key of the clock; null for what goes to an item first
 * @param itemId key of the items; null for what goes to a notice
 * @param time event time (UTC epoch ms)
 */
@InState
@InFlight
@RecordBuilder
public record NoticeInput(
        Kind kind,
        String noticeId,
        String itemId,
        long time,
        NoticeReceived received,
        NoticeTriaged triaged,
        NoticeSupplemented supplemented,
        NoticeWithdrawn withdrawn,
        NoticeHeld held,
        ForwardDelivered forwarded,
        CounterNotice counter,
        ProceedingFiled filed,
        ProceedingDecided decided,
        NoticeLink link,
        AlertAcknowledged acknowledged,
        ActionConfirmed confirmed,
        ItemBack back,
        ItemClaim claim,
        ItemNews news,
        Adopted adopted,
        NotifierErased erased,
        NotifierReport report,
        DeadLetter dead,
        String reason)
        implements NoticeInputBuilder.With {
    /** Which field is set, and where it goes. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code received}, by notice */
        RECEIVED,
        /** {@code triaged}, by notice */
        TRIAGED,
        /** {@code supplemented}, by notice */
        SUPPLEMENTED,
        /** {@code withdrawn}, by notice */
        WITHDRAWN,
        /** {@code held}, by notice */
        HELD,
        /** {@code forwarded}, by notice */
        FORWARDED,
        /** {@code counter}, by notice */
        COUNTERED,
        /** {@code filed}, by notice */
        PROCEEDING_FILED,
        /** {@code decided}, by notice */
        PROCEEDING_DECIDED,
        /** {@code link}, by notice */
        LINKED,
        /** {@code acknowledged}, by notice */
        ACKNOWLEDGED,
        /** {@code news} of an item, by notice */
        ITEM_NEWS,
        /** {@code adopted}, by notice */
        ADOPTED,
        /** {@code claim}, by item */
        ITEM_CLAIMED,
        /** {@code confirmed}, by item */
        CONFIRMED,
        /** {@code back}, by item */
        ITEM_BACK,
        /** {@code link} that bars a notifier, by item */
        BARRED,
        /** {@code erased}, by notifier */
        NOTIFIER_ERASED,
        /** {@code report}, by notifier */
        NOTIFIER_REPORTED,
        /** {@code dead} */
        DEAD,
        /** {@code time}, for the source alone */
        HEARTBEAT,
        /** {@code reason} why time has stopped, for the watch of the clock */
        STOPPED
    }

    private static NoticeInput of(
            Kind kind, String noticeId, String itemId, long time, Object data) {
        return NoticeInputBuilder.builder()
                .kind(kind)
                .noticeId(noticeId)
                .itemId(itemId)
                .time(time)
                .received(as(NoticeReceived.class, data))
                .triaged(as(NoticeTriaged.class, data))
                .supplemented(as(NoticeSupplemented.class, data))
                .withdrawn(as(NoticeWithdrawn.class, data))
                .held(as(NoticeHeld.class, data))
                .forwarded(as(ForwardDelivered.class, data))
                .counter(as(CounterNotice.class, data))
                .filed(as(ProceedingFiled.class, data))
                .decided(as(ProceedingDecided.class, data))
                .link(as(NoticeLink.class, data))
                .acknowledged(as(AlertAcknowledged.class, data))
                .confirmed(as(ActionConfirmed.class, data))
                .back(as(ItemBack.class, data))
                .claim(as(ItemClaim.class, data))
                .news(as(ItemNews.class, data))
                .adopted(as(Adopted.class, data))
                .erased(as(NotifierErased.class, data))
                .report(as(NotifierReport.class, data))
                .dead(as(DeadLetter.class, data))
                .reason(as(String.class, data))
                .build();
    }

    private static <T> T as(Class<T> type, Object data) {
        return type.isInstance(data) ? type.cast(data) : null;
    }

    public static NoticeInput received(NoticeReceived received) {
        return of(Kind.RECEIVED, received.noticeId(), null, received.receivedAt(), received);
    }

    public static NoticeInput triaged(NoticeTriaged triaged) {
        return of(Kind.TRIAGED, triaged.noticeId(), null, triaged.at(), triaged);
    }

    public static NoticeInput supplemented(NoticeSupplemented supplemented) {
        return of(
                Kind.SUPPLEMENTED,
                supplemented.noticeId(),
                null,
                supplemented.receivedAt(),
                supplemented);
    }

    public static NoticeInput withdrawn(NoticeWithdrawn withdrawn) {
        return of(Kind.WITHDRAWN, withdrawn.noticeId(), null, withdrawn.at(), withdrawn);
    }

    public static NoticeInput held(NoticeHeld held) {
        return of(Kind.HELD, held.noticeId(), null, held.at(), held);
    }

    public static NoticeInput forwarded(ForwardDelivered forwarded) {
        return of(Kind.FORWARDED, forwarded.noticeId(), null, forwarded.deliveredAt(), forwarded);
    }

    public static NoticeInput countered(CounterNotice counter) {
        return of(Kind.COUNTERED, counter.noticeId(), null, counter.receivedAt(), counter);
    }

    public static NoticeInput filed(ProceedingFiled filed) {
        return of(Kind.PROCEEDING_FILED, filed.noticeId(), null, filed.filedAt(), filed);
    }

    public static NoticeInput decided(ProceedingDecided decided) {
        return of(Kind.PROCEEDING_DECIDED, decided.noticeId(), null, decided.at(), decided);
    }

    public static NoticeInput acknowledged(AlertAcknowledged acknowledged) {
        return of(
                Kind.ACKNOWLEDGED, acknowledged.noticeId(), null, acknowledged.at(), acknowledged);
    }

    /** A link goes to the notice that it names, a bar to the item. */
    public static NoticeInput linked(NoticeLink link, long time) {
        return switch (link.kind()) {
            case DUPLICATE, RELEASED -> of(Kind.LINKED, link.noticeId(), null, time, link);
            case BARRED -> of(Kind.BARRED, null, link.itemId(), time, link);
        };
    }

    public static NoticeInput confirmed(ActionConfirmed confirmed, long time) {
        return of(Kind.CONFIRMED, null, confirmed.itemId(), time, confirmed);
    }

    public static NoticeInput back(ItemBack back) {
        return of(Kind.ITEM_BACK, null, back.itemId(), back.at(), back);
    }

    public static NoticeInput claimed(String itemId, ItemClaim claim) {
        return of(Kind.ITEM_CLAIMED, null, itemId, claim.receivedAt(), claim);
    }

    public static NoticeInput news(String noticeId, ItemNews news, long time) {
        return of(Kind.ITEM_NEWS, noticeId, null, time, news);
    }

    public static NoticeInput adopted(String noticeId, Adopted adopted) {
        return of(Kind.ADOPTED, noticeId, null, adopted.toldAt(), adopted);
    }

    public static NoticeInput erased(NotifierErased erased) {
        return of(Kind.NOTIFIER_ERASED, null, null, erased.at(), erased);
    }

    public static NoticeInput reported(NotifierReport report, long at) {
        return of(Kind.NOTIFIER_REPORTED, null, null, at, report);
    }

    public static NoticeInput heartbeat(long at) {
        return of(Kind.HEARTBEAT, null, null, at, null);
    }

    public static NoticeInput stopped(String reason) {
        return of(Kind.STOPPED, null, null, 0, reason);
    }

    public static NoticeInput dead(DeadLetter dead) {
        return of(Kind.DEAD, null, null, 0, dead);
    }
}

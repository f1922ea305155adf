package dev.vigil.client.act;

import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.ForwardState;
import dev.vigil.schema.notice.NoticeHeld;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.notice.NoticeTriaged;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.ProceedingDecided;
import dev.vigil.schema.notice.ProceedingFiled;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * What is done to a notice. The change of its state is the answer. {@code nowMs} is UTC epoch ms:
 * no time that a record names may be after it, but for what clocks differ.
 */
public final class NoticeActs {
    private static final String AT = "--at";
    private static final String RECEIVED = "--received";

    private NoticeActs() {}

    /** A notice with a new id. */
    public static Act file(ActFacts known, NoticeReceived notice, long nowMs) throws IOException {
        ActTimes.requireReceived(RECEIVED, notice.receivedAt(), nowMs);
        if (known.items(notice.noticeId()).isPresent()) {
            throw new ActRefused(
                    "notice.filed",
                    "NOTICE: expected a new id, got '"
                            + notice.noticeId()
                            + "', which was filed before; see vigil notice show "
                            + notice.noticeId(),
                    notice.noticeId());
        }
        return Act.of(
                Topic.NOTICES,
                EventType.NOTICE_RECEIVED,
                notice.noticeId(),
                notice.receivedAt(),
                notice);
    }

    /** Any decision: accepted, incomplete, a duplicate, rejected, declined in whole or in part. */
    public static Act triage(ActFacts known, NoticeTriaged decided, long nowMs) throws IOException {
        ActTimes.requirePast(AT, decided.at(), nowMs);
        requireItems(known, decided.noticeId(), decided.itemIds());
        if (decided.duplicateOf() != null) {
            requireFiled(known, decided.duplicateOf());
        }
        return Act.of(
                Topic.NOTICES, EventType.NOTICE_TRIAGED, decided.noticeId(), decided.at(), decided);
    }

    /** What the notifier supplies later: elements, further items or both. */
    public static Act supplement(ActFacts known, NoticeSupplemented brought, long nowMs)
            throws IOException {
        if (brought.elements().isEmpty() && brought.items().isEmpty()) {
            throw new FieldRefused(
                    "supplement.empty",
                    "--brings: expected what the supplement brings, got nothing; give --brings or"
                            + " --item");
        }
        ActTimes.requireReceived(RECEIVED, brought.receivedAt(), nowMs);
        requireFiled(known, brought.noticeId());
        return Act.of(
                Topic.NOTICES,
                EventType.NOTICE_SUPPLEMENTED,
                brought.noticeId(),
                brought.receivedAt(),
                brought);
    }

    /** The notice reached the user, or the counter-notice the notifier. */
    public static Act forward(ActFacts known, ForwardDelivered delivered, long nowMs)
            throws IOException {
        String noticeId = delivered.noticeId();
        ActTimes.requirePast("--delivered", delivered.deliveredAt(), nowMs);
        requireFiled(known, noticeId);
        Optional<NoticeStatus> status = known.status(noticeId);
        if (!delivered.counter()
                && status.isPresent()
                && status.get().forward() != ForwardState.PENDING) {
            throw new ActRefused(
                    "notice.forwarded",
                    "NOTICE: expected one that the user does not have yet, got '"
                            + noticeId
                            + "', which is "
                            + status.get().forward()
                            + "; for a counter-notice add --counter",
                    noticeId,
                    status.get().forward());
        }
        return Act.of(
                Topic.NOTICES,
                EventType.FORWARD_DELIVERED,
                noticeId,
                delivered.deliveredAt(),
                delivered);
    }

    /** The user declares that nothing was infringed. */
    public static Act counter(ActFacts known, CounterNotice counter, long nowMs)
            throws IOException {
        ActTimes.requirePast(RECEIVED, counter.receivedAt(), nowMs);
        requireItems(known, counter.noticeId(), counter.itemIds());
        return Act.of(
                Topic.COUNTER_NOTICES,
                EventType.COUNTER_NOTICE,
                counter.noticeId(),
                counter.receivedAt(),
                counter);
    }

    /** A complaint, a lawsuit, or the days that its proof takes. */
    public static Act proceedingFiled(ActFacts known, ProceedingFiled filed, long nowMs)
            throws IOException {
        ActTimes.requirePast(AT, filed.filedAt(), nowMs);
        requireFiled(known, filed.noticeId());
        return Act.of(
                Topic.PROCEEDINGS,
                EventType.PROCEEDING_FILED,
                filed.noticeId(),
                filed.filedAt(),
                filed);
    }

    public static Act proceedingDecided(ActFacts known, ProceedingDecided decided, long nowMs)
            throws IOException {
        ActTimes.requirePast(AT, decided.at(), nowMs);
        requireFiled(known, decided.noticeId());
        return Act.of(
                Topic.PROCEEDINGS,
                EventType.PROCEEDING_DECIDED,
                decided.noticeId(),
                decided.at(),
                decided);
    }

    /** Its clock pauses, or goes on where the record says that it resumes. */
    public static Act hold(ActFacts known, NoticeHeld held, long nowMs) throws IOException {
        String noticeId = held.noticeId();
        ClockState needed = held.resumed() ? ClockState.PAUSED : ClockState.RUNNING;
        ActTimes.requirePast(AT, held.at(), nowMs);
        requireFiled(known, noticeId);
        Optional<NoticeStatus> status = known.status(noticeId);
        if (status.isPresent() && status.get().clock() != needed) {
            throw new ActRefused(
                    "notice.clock",
                    "NOTICE: expected one whose clock is "
                            + needed
                            + ", got '"
                            + noticeId
                            + "', whose clock is "
                            + status.get().clock()
                            + "; see vigil notice show "
                            + noticeId,
                    noticeId,
                    needed);
        }
        return Act.of(Topic.NOTICES, EventType.NOTICE_HELD, noticeId, held.at(), held);
    }

    /** The notifier takes it back. */
    public static Act withdraw(ActFacts known, NoticeWithdrawn withdrawn, long nowMs)
            throws IOException {
        ActTimes.requirePast(AT, withdrawn.at(), nowMs);
        requireFiled(known, withdrawn.noticeId());
        return Act.of(
                Topic.NOTICES,
                EventType.NOTICE_WITHDRAWN,
                withdrawn.noticeId(),
                withdrawn.at(),
                withdrawn);
    }

    /** Refuses the id of a notice that was not filed; returns its items. */
    public static Set<String> requireFiled(ActFacts known, String noticeId) throws IOException {
        return known.items(noticeId)
                .orElseThrow(
                        () ->
                                new ActRefused(
                                        "notice.unknown",
                                        "NOTICE: expected the id of a filed notice, got '"
                                                + noticeId
                                                + "'; see vigil notice list",
                                        noticeId));
    }

    private static void requireItems(ActFacts known, String noticeId, Collection<String> asked)
            throws IOException {
        Set<String> items = requireFiled(known, noticeId);
        for (String itemId : asked) {
            if (!items.contains(itemId)) {
                throw new ActRefused(
                        "notice.items",
                        "--item: expected items of "
                                + noticeId
                                + ", got '"
                                + itemId
                                + "'; it has "
                                + String.join(", ", items),
                        noticeId,
                        itemId);
            }
        }
    }
}

package dev.vigil.desk.project;

import dev.vigil.client.notice.ListedNotice;
import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.notice.NoticeWork;
import dev.vigil.schema.notice.ProceedingDecided;
import dev.vigil.schema.notice.ProceedingFiled;
import dev.vigil.schema.notifier.NotifierStanding;
import java.util.List;

/** Notices, their items and works, what became of them, and who sent them. */
final class NoticeProjection implements Projection {
    /** Behind all times: where no time is set. */
    static final long NO_TIME = 9_000_000_000_000_000L;

    private static final List<String> NOTICE = List.of("notice_id");
    private static final List<String> ITEM = List.of("notice_id", "item_id");
    private static final String OPEN = "OPEN";
    private static final String DONE = "DONE";

    /** A notice that is received again is the same: only its items join. */
    private static final ColumnGroup RECEIVED =
            ColumnGroup.first(
                    "notice",
                    NOTICE,
                    "r_off",
                    "r_part",
                    "received_at",
                    "notifier",
                    "channel",
                    "live",
                    "directive");

    private static final ColumnGroup STATUS =
            ColumnGroup.last(
                    "notice",
                    NOTICE,
                    "s_off",
                    "s_part",
                    "generation",
                    "state",
                    "overdue",
                    "track",
                    "intake",
                    "action",
                    "forward",
                    "counter",
                    "clock",
                    "run_received_at",
                    "due_at",
                    "counter_due_at",
                    "as_of",
                    "last_level",
                    "next_step",
                    "next_by",
                    "items_open",
                    "items_done",
                    "is_over",
                    "waits_for_others",
                    "urgent_at",
                    "duplicate_of");

    private static final ColumnGroup JOINED =
            ColumnGroup.first("notice_item", ITEM, "joined_at", "locator");

    private static final ColumnGroup ITEM_STATE = ColumnGroup.last("notice_item", ITEM, "state");

    private static final ColumnGroup OUTCOME =
            ColumnGroup.last(
                    "notice_item",
                    ITEM,
                    "outcome",
                    "outcome_at",
                    "outcome_generation",
                    "account_id",
                    "work_id");

    private static final ColumnGroup WORK =
            ColumnGroup.last(
                    "notice_work",
                    List.of("notice_id", "off", "n"),
                    "work_name",
                    "work_id",
                    "right_type",
                    "received_at");

    private static final ColumnGroup PROCEEDING =
            ColumnGroup.last(
                    "proceeding", List.of("notice_id", "part", "off"), "kind", "at", "upheld");

    private static final ColumnGroup BREACH =
            ColumnGroup.first(
                    "breach",
                    List.of("breach_id"),
                    "b_off",
                    "b_part",
                    "notice_id",
                    "generation",
                    "notifier",
                    "due_at",
                    "track",
                    "cause_code");

    private static final ColumnGroup CORRECTION =
            ColumnGroup.last("breach", List.of("breach_id"), "done_at", "cleared");

    private static final ColumnGroup STANDING =
            ColumnGroup.last(
                    "notifier",
                    List.of("notifier"),
                    "off",
                    "part",
                    "level",
                    "flooding",
                    "received",
                    "upheld",
                    "unfounded",
                    "forged",
                    "overturned",
                    "since",
                    "restricted_to",
                    "reason",
                    "changed_at");

    @Override
    public List<ColumnGroup> groups() {
        return List.of(
                RECEIVED,
                STATUS,
                JOINED,
                ITEM_STATE,
                OUTCOME,
                WORK,
                PROCEEDING,
                BREACH,
                CORRECTION,
                STANDING);
    }

    @Override
    public void add(JournaledRecord record, RowChanges to) {
        record.as(NoticeReceived.class).ifPresent(it -> received(record, it, to));
        record.as(NoticeSupplemented.class)
                .ifPresent(it -> joined(it.noticeId(), it.items(), it.receivedAt(), to));
        record.as(NoticeStatus.class).ifPresent(it -> status(record, it, to));
        record.as(ItemOutcome.class).ifPresent(it -> outcome(it, to));
        record.as(ProceedingFiled.class)
                .ifPresent(
                        it ->
                                proceeding(
                                        record,
                                        it.noticeId(),
                                        it.kind().name(),
                                        it.filedAt(),
                                        null,
                                        to));
        record.as(ProceedingDecided.class)
                .ifPresent(
                        it ->
                                proceeding(
                                        record,
                                        it.noticeId(),
                                        "DECIDED",
                                        it.at(),
                                        it.upheld(),
                                        to));
        record.as(BreachRecord.class).ifPresent(it -> breach(record, it, to));
        record.as(BreachCorrection.class)
                .ifPresent(it -> to.put(CORRECTION, it.breachId(), it.doneAt(), it.cleared()));
        record.as(NotifierStanding.class).ifPresent(it -> standing(record, it, to));
    }

    private static void received(JournaledRecord record, NoticeReceived notice, RowChanges to) {
        to.put(
                RECEIVED,
                notice.noticeId(),
                record.offset(),
                record.partition(),
                notice.receivedAt(),
                notice.notifier(),
                notice.channel(),
                Boolean.TRUE.equals(notice.live()),
                notice.directive() == null ? null : notice.directive().kind());
        joined(notice.noticeId(), notice.allItems(), notice.receivedAt(), to);
        int n = 0;
        for (NoticeWork work : notice.works()) {
            to.put(
                    WORK,
                    notice.noticeId(),
                    record.offset(),
                    n++,
                    work.name(),
                    work.workId(),
                    work.rightType(),
                    notice.receivedAt());
        }
    }

    private static void joined(String noticeId, List<NoticeItem> items, long at, RowChanges to) {
        items.forEach(item -> to.put(JOINED, noticeId, item.itemId(), at, item.locator()));
    }

    private static void status(JournaledRecord record, NoticeStatus status, RowChanges to) {
        ListedNotice listed = ListedNotice.of(status);
        to.put(
                STATUS,
                status.noticeId(),
                record.offset(),
                record.partition(),
                status.generation(),
                status.state(),
                status.overdue(),
                status.track(),
                status.intake(),
                status.action(),
                status.forward(),
                status.counter(),
                status.clock(),
                status.receivedAt(),
                status.dueAt(),
                status.counterDueAt(),
                status.asOf(),
                status.lastLevel(),
                listed.step(),
                listed.byMs(),
                listed.itemsOpen(),
                status.itemsDone().size() + more(status.moreItemsDone()),
                listed.over(),
                listed.waitsForOthers(),
                listed.urgentMs() == null ? Long.valueOf(NO_TIME) : listed.urgentMs(),
                status.duplicateOf());
        status.itemsOpen().forEach(item -> to.put(ITEM_STATE, status.noticeId(), item, OPEN));
        status.itemsDone().forEach(item -> to.put(ITEM_STATE, status.noticeId(), item, DONE));
    }

    private static int more(Integer count) {
        return count == null ? 0 : count;
    }

    private static void outcome(ItemOutcome outcome, RowChanges to) {
        to.put(
                OUTCOME,
                outcome.noticeId(),
                outcome.itemId(),
                outcome.outcome(),
                outcome.at(),
                outcome.generation(),
                outcome.accountId(),
                outcome.workId());
    }

    private static void proceeding(
            JournaledRecord record,
            String noticeId,
            String kind,
            long at,
            Boolean upheld,
            RowChanges to) {
        to.put(PROCEEDING, noticeId, record.partition(), record.offset(), kind, at, upheld);
    }

    private static void breach(JournaledRecord record, BreachRecord breach, RowChanges to) {
        to.put(
                BREACH,
                breach.breachId(),
                record.offset(),
                record.partition(),
                breach.noticeId(),
                breach.generation(),
                breach.notifier(),
                breach.dueAt(),
                breach.track(),
                breach.causeCode());
    }

    private static void standing(JournaledRecord record, NotifierStanding it, RowChanges to) {
        to.put(
                STANDING,
                it.notifier(),
                record.offset(),
                record.partition(),
                it.level(),
                it.flooding(),
                it.received(),
                it.upheld(),
                it.unfounded(),
                it.forged(),
                it.overturned(),
                it.since(),
                it.until(),
                it.reason(),
                it.changedAt());
    }
}

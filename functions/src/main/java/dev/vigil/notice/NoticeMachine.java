package dev.vigil.notice;

import dev.vigil.schema.event.BreachCorrection;
import dev.vigil.schema.event.BreachRecord;
import dev.vigil.schema.event.EscalationAlert;
import dev.vigil.schema.event.EscalationResolved;
import dev.vigil.schema.event.NoticeItem;
import dev.vigil.schema.event.NoticeReceived;
import dev.vigil.schema.event.NoticeState;
import dev.vigil.schema.event.NoticeStatus;
import dev.vigil.schema.event.NoticeWork;
import dev.vigil.schema.state.ItemState;
import dev.vigil.schema.state.NoticeCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The clock of one notice: runs from the stamp of the intake edge, stops only when every item is
 * confirmed, fires the highest level passed, writes a breach once and never unwrites it.
 */
public final class NoticeMachine {
    /** A closed case stays this long, so that a repeated record finds it closed. */
    private static final long FORGET_AFTER_MS = 7L * 24 * 3_600_000;

    private final Ladder ladder;

    public NoticeMachine(Ladder ladder) {
        this.ladder = ladder;
    }

    /** A notice arrives; a repeat changes nothing unless its stamp is earlier. */
    public Step received(NoticeCase known, NoticeReceived notice) {
        if (known != null
                && (known.closedAt() != null || known.receivedAt() <= notice.receivedAt())) {
            return Step.unchanged(known);
        }
        if (known != null) {
            long nextAt = notice.receivedAt() + ladder.next(lastLevel(known)).atMs();
            NoticeCase moved = known.received(notice.receivedAt(), nextAt);
            return Step.of(moved, status(moved, notice.receivedAt()));
        }
        NoticeCase opened =
                new NoticeCase(
                        notice.noticeId(),
                        1,
                        notice.notifier(),
                        notice.receivedAt(),
                        notice.receivedAt() + Ladder.DEADLINE_MS,
                        notice.items().stream()
                                .map(NoticeItem::itemId)
                                .map(item -> new ItemState(item, null))
                                .toList(),
                        NoticeState.VALID,
                        List.of(),
                        List.of(),
                        notice.receivedAt(),
                        false,
                        null,
                        notice.works().stream()
                                .map(NoticeWork::workId)
                                .filter(Objects::nonNull)
                                .toList());
        return Step.of(opened, status(opened, notice.receivedAt()));
    }

    /** An item's measure is proved to have taken effect; the earliest proof of an item counts. */
    public Step itemDone(NoticeCase notice, String itemId, long effectiveAt, long eventTime) {
        if (notice == null || notice.closedAt() != null) {
            return Step.unchanged(notice);
        }
        List<ItemState> items = new ArrayList<>();
        for (ItemState item : notice.items()) {
            boolean better =
                    item.itemId().equals(itemId)
                            && (item.doneAt() == null || item.doneAt() > effectiveAt);
            items.add(better ? new ItemState(itemId, effectiveAt) : item);
        }
        if (items.equals(notice.items())) {
            return Step.unchanged(notice);
        }
        if (items.stream().anyMatch(item -> item.doneAt() == null)) {
            NoticeState state = notice.breached() ? NoticeState.OVERDUE : NoticeState.PARTIAL;
            NoticeCase partial = notice.items(items, state);
            return Step.of(partial, status(partial, eventTime));
        }
        return allDone(notice, items, eventTime);
    }

    private Step allDone(NoticeCase notice, List<ItemState> items, long eventTime) {
        long doneAt =
                Math.max(
                        notice.receivedAt(),
                        items.stream().mapToLong(ItemState::doneAt).max().orElseThrow());
        if (doneAt > notice.dueAt() && !notice.breached()) {
            // Late beyond doubt, though the grace is not over yet: the record is due all the same.
            NoticeCase late =
                    notice.items(items, NoticeState.CLOSED_LATE).breached(NoticeState.CLOSED_LATE);
            BreachRecord breach = breach(late, "DONE_LATE");
            return closed(late, doneAt, eventTime, breach, null);
        }
        boolean inTime = doneAt <= notice.dueAt();
        if (!notice.breached()) {
            return closed(notice.items(items, NoticeState.ACTIONED), doneAt, eventTime, null, null);
        }
        NoticeState outcome = inTime ? NoticeState.CLEARED : NoticeState.CLOSED_LATE;
        BreachCorrection correction =
                new BreachCorrection(
                        breachId(notice),
                        notice.noticeId(),
                        notice.generation(),
                        notice.dueAt(),
                        doneAt,
                        inTime);
        return closed(notice.items(items, outcome), doneAt, eventTime, null, correction);
    }

    /** The notifier takes the notice back: the clock stops, nothing counts against anyone. */
    public Step withdrawn(NoticeCase notice, long at) {
        if (notice == null || notice.closedAt() != null) {
            return Step.unchanged(notice);
        }
        NoticeCase done = notice.items(notice.items(), NoticeState.WITHDRAWN);
        return closed(done, at, at, null, null);
    }

    /**
     * Somebody has seen a level; the next one still comes. A key that no alert of this notice has
     * is not remembered: anyone can send any number of them.
     */
    public Step acknowledged(NoticeCase notice, String alertKey, long at) {
        if (notice == null
                || notice.acknowledged().contains(alertKey)
                || notice.fired().stream().noneMatch(l -> key(notice, l).equals(alertKey))) {
            return Step.unchanged(notice);
        }
        List<String> acknowledged = new ArrayList<>(notice.acknowledged());
        acknowledged.add(alertKey);
        NoticeCase seen = notice.acknowledged(List.copyOf(acknowledged));
        return Step.of(seen, status(seen, at));
    }

    /**
     * The clock has reached {@code nowMs}: fires the highest level passed and names those skipped.
     */
    public Step due(NoticeCase notice, long nowMs) {
        if (notice == null) {
            return Step.FORGOTTEN;
        }
        if (notice.closedAt() != null) {
            return nowMs >= notice.closedAt() + FORGET_AFTER_MS
                    ? Step.FORGOTTEN
                    : Step.unchanged(notice);
        }
        List<Level> passed = ladder.passed(lastLevel(notice), nowMs - notice.receivedAt());
        if (passed.isEmpty()) {
            // The ladder has moved since the timer was set, as with another grace: look again then.
            long nextAt = notice.receivedAt() + ladder.next(lastLevel(notice)).atMs();
            return Step.unchanged(notice.fired(notice.fired(), nextAt));
        }
        Level highest = passed.get(passed.size() - 1);
        List<String> skipped =
                passed.subList(0, passed.size() - 1).stream()
                        .filter(level -> !Ladder.isRepeat(level))
                        .map(Level::name)
                        .toList();
        return fire(notice, highest, skipped, nowMs);
    }

    private Step fire(NoticeCase notice, Level level, List<String> skipped, long nowMs) {
        List<String> fired = new ArrayList<>(notice.fired());
        fired.add(level.name());
        long nextAt = notice.receivedAt() + ladder.next(level.name()).atMs();
        NoticeCase after = notice.fired(List.copyOf(fired), nextAt);
        BreachRecord breach = null;
        if (Ladder.isBreach(level) && !notice.breached()) {
            after = after.breached(NoticeState.OVERDUE);
            breach = breach(after, "NOT_DONE_WHEN_DUE");
        }
        return new Step(
                after, alert(after, level, skipped), null, breach, null, status(after, nowMs));
    }

    private static Step closed(
            NoticeCase done,
            long stoppedAt,
            long eventTime,
            BreachRecord breach,
            BreachCorrection correction) {
        // A stamp before T0 would have the case forgotten at once.
        long closedAt = Math.max(eventTime, done.receivedAt());
        NoticeCase closed = done.closed(done.state(), closedAt, closedAt + FORGET_AFTER_MS);
        EscalationResolved resolved =
                new EscalationResolved(
                        key(done, "resolved"),
                        done.noticeId(),
                        done.generation(),
                        done.state(),
                        stoppedAt,
                        done.dueAt(),
                        done.fired());
        return new Step(closed, null, resolved, breach, correction, status(closed, eventTime));
    }

    private static EscalationAlert alert(NoticeCase notice, Level level, List<String> skipped) {
        long firesAt = notice.receivedAt() + level.atMs();
        return new EscalationAlert(
                key(notice, level.name()),
                notice.noticeId(),
                notice.generation(),
                level.name(),
                level.severity(),
                notice.notifier(),
                notice.receivedAt(),
                notice.dueAt(),
                firesAt,
                level.atMs(),
                notice.dueAt() - firesAt,
                open(notice),
                level.recipients(),
                level.ackWithinMs() == null ? null : firesAt + level.ackWithinMs(),
                !skipped.isEmpty(),
                skipped,
                AlertForm.runbook(AlertForm.RUNBOOK, level.name()));
    }

    private static BreachRecord breach(NoticeCase notice, String cause) {
        return new BreachRecord(
                breachId(notice),
                notice.noticeId(),
                notice.generation(),
                notice.notifier(),
                notice.receivedAt(),
                notice.dueAt(),
                open(notice),
                cause);
    }

    private static NoticeStatus status(NoticeCase notice, long asOf) {
        return new NoticeStatus(
                notice.noticeId(),
                notice.generation(),
                notice.state(),
                notice.breached(),
                notice.notifier(),
                notice.receivedAt(),
                notice.dueAt(),
                asOf,
                notice.dueAt() - asOf,
                lastLevel(notice),
                open(notice),
                notice.items().stream()
                        .filter(item -> item.doneAt() != null)
                        .map(ItemState::itemId)
                        .toList(),
                List.of());
    }

    private static String breachId(NoticeCase notice) {
        return key(notice, "breach");
    }

    private static String key(NoticeCase notice, String what) {
        return notice.noticeId() + "/" + notice.generation() + "/" + what;
    }

    private static String lastLevel(NoticeCase notice) {
        List<String> fired = notice.fired();
        return fired.isEmpty() ? null : fired.get(fired.size() - 1);
    }

    private static List<String> open(NoticeCase notice) {
        return notice.items().stream()
                .filter(item -> item.doneAt() == null)
                .map(ItemState::itemId)
                .toList();
    }
}

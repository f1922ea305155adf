package dev.vigil.notice;

import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.ActionState;
import dev.vigil.schema.notice.Counter;
import dev.vigil.schema.notice.CounterBuilder;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.CounterState;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.Forward;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.ForwardState;
import dev.vigil.schema.notice.ItemState;
import dev.vigil.schema.notice.LinkKind;
import dev.vigil.schema.notice.NoticeCommand;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.ProceedingDecided;
import dev.vigil.schema.notice.ProceedingFiled;
import dev.vigil.schema.notice.ProceedingKind;
import dev.vigil.schema.notifier.NoticeOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Regions FORWARD and COUNTER: the user is informed of the notice, may deny it, and gets the
 * content back unless the notifier goes to an authority or a court in time. Which rule holds is the
 * regime of the notice.
 */
final class CounterRegion {
    private static final long DAY_MS = 24L * 3_600_000;

    private final ClockRules rules;
    private final ClockRegion clock;
    private final WorkingDays days;

    CounterRegion(ClockRules rules, ClockRegion clock) {
        this.rules = rules;
        this.clock = clock;
        this.days = new WorkingDays(rules.counter().zone(), rules.counter().holidays());
    }

    void forwarded(WorkingCase dossier, ForwardDelivered delivered, Step step) {
        if (!delivered.counter()) {
            boolean publicly = Boolean.TRUE.equals(delivered.publicly());
            if (dossier.state.forward().state() == ForwardState.PENDING) {
                dossier.state.forward(
                        new Forward(
                                publicly ? ForwardState.PUBLIC_NOTICE : ForwardState.FORWARDED,
                                delivered.deliveredAt()));
            }
            return;
        }
        CounterRule rule = rules.rule(dossier.state.regime());
        if (rule.restoreAtOnce() && dossier.state.counter().restoreDueAt() != null) {
            // Nothing waits for it.
            return;
        }
        if (dossier.state.counter().state() != CounterState.COUNTERED) {
            step.refuse(
                    "forward: expected a counter-notice that waits to be forwarded, got one that"
                            + " is "
                            + dossier.state.counter().state());
            return;
        }
        dossier.state.counter(
                dossier.state
                        .counter()
                        .waiting(
                                delivered.deliveredAt(),
                                days.calendar(delivered.deliveredAt(), rule.waitDays()),
                                0,
                                null));
    }

    void countered(WorkingCase dossier, CounterNotice notice, Step step) {
        CounterState before = dossier.state.counter().state();
        if (before != CounterState.NONE && before != CounterState.COUNTER_INCOMPLETE) {
            step.refuse(
                    "counter-notice: expected the first one of this notice, got another while it"
                            + " is "
                            + before);
            return;
        }
        Set<String> all = new LinkedHashSet<>();
        dossier.items().forEach(item -> all.add(item.itemId()));
        List<String> named =
                notice.itemIds().isEmpty()
                        ? List.copyOf(all)
                        : notice.itemIds().stream().filter(all::contains).toList();
        if (named.isEmpty()) {
            step.refuse(
                    "counter-notice: expected items of the notice, got "
                            + notice.itemIds()
                            + "; name one of "
                            + all);
            return;
        }
        List<Element> missing = Completeness.missing(notice.content());
        dossier.state.counter(
                CounterBuilder.builder()
                        .state(
                                missing.isEmpty()
                                        ? CounterState.COUNTERED
                                        : CounterState.COUNTER_INCOMPLETE)
                        .itemIds(named)
                        .missing(missing)
                        .receivedAt(notice.receivedAt())
                        .restored(List.of())
                        .build());
        dossier.state.closedAt(null);
        if (missing.isEmpty() && rules.rule(dossier.state.regime()).restoreAtOnce()) {
            restoreDue(dossier, notice.receivedAt(), step);
        }
    }

    void filed(WorkingCase dossier, ProceedingFiled filed, Step step) {
        Long elapsedAt = dossier.state.counter().elapsesAt();
        // Filed after the notifier's time: that is over, though the timer for it may fire later.
        elapse(dossier, filed.filedAt() - 1, step);
        Counter counter = dossier.state.counter();
        boolean waits =
                counter.state() == CounterState.COUNTERED
                        || counter.state() == CounterState.COUNTER_FORWARDED
                        // That it is back may not have been read yet.
                        || counter.state() == CounterState.RESTORE_DUE
                                && rules.rule(dossier.state.regime()).restoreAtOnce();
        boolean isBack = counter.state() == CounterState.RESTORED;
        if (elapsedAt != null && filed.filedAt() > elapsedAt && !isBack) {
            step.refuse(
                    "proceeding: expected one that was filed in time, by "
                            + elapsedAt
                            + ", got one of "
                            + filed.filedAt());
        } else if (filed.kind() == ProceedingKind.DELAY) {
            delayed(dossier, filed, step);
        } else if (waits || isBack) {
            dossier.state.counter(counter.in(CounterState.PROCEEDING_FILED));
            dossier.state.closedAt(null);
        } else {
            step.refuse(
                    "proceeding: expected a counter-notice to answer, got one that is "
                            + counter.state());
        }
    }

    /** Proven delay does not count, up to a limit (SPC 2020 Reply 3). */
    private void delayed(WorkingCase dossier, ProceedingFiled filed, Step step) {
        Counter counter = dossier.state.counter();
        if (counter.state() != CounterState.COUNTER_FORWARDED) {
            step.refuse(
                    "proceeding: expected a period that runs, got a delay while it is "
                            + counter.state());
            return;
        }
        if (counter.delayedAt() != null && filed.filedAt() <= counter.delayedAt()) {
            return;
        }
        int proven = filed.notarisationDelayDays() == null ? 0 : filed.notarisationDelayDays();
        int total =
                Math.min(
                        rules.rule(dossier.state.regime()).delayDays(),
                        counter.delayDays() + proven);
        long elapsesAt = days.after(counter.elapsesAt(), total - counter.delayDays());
        dossier.state.counter(
                counter.waiting(counter.forwardedAt(), elapsesAt, total, filed.filedAt()));
    }

    void decided(WorkingCase dossier, ProceedingDecided decided, Facts facts, Step step) {
        Counter counter = dossier.state.counter();
        if (counter.state() != CounterState.PROCEEDING_FILED) {
            step.refuse(
                    "proceeding: expected one that was filed, got a decision while it is "
                            + counter.state());
            return;
        }
        boolean isBack = !dossier.restored.isEmpty();
        if (decided.upheld()) {
            dossier.state.counter(counter.upheld(decided.at()));
            if (isBack) {
                takeDownAgain(dossier, dossier.restored, facts, step);
            }
        } else if (isBack) {
            dossier.state.counter(counter.in(CounterState.RESTORED));
        } else if (counter.restoreDueAt() != null) {
            dossier.state.counter(counter.in(CounterState.RESTORE_DUE));
        } else {
            restoreDue(dossier, decided.at(), step);
        }
    }

    /**
     * What is there begins a run at the decision. It may have been removed by now: before the
     * decision there is nothing to ask for, since then that ends the run.
     */
    private void takeDownAgain(WorkingCase dossier, Set<String> back, Facts facts, Step step) {
        long at = dossier.state.counter().upheldAt();
        List<ItemState> again = new ArrayList<>();
        for (ItemState item : dossier.items()) {
            Long removedAt = item.removedAgainAt();
            if (back.contains(item.itemId()) && (removedAt == null || removedAt >= at)) {
                ItemState open = item.back(at);
                again.add(removedAt == null ? open : open.done(removedAt, ActionState.ACTIONED));
            }
        }
        if (!again.isEmpty()) {
            clock.startAnother(dossier, at, again, facts, step);
        }
    }

    /**
     * True where the content is back as it had to be, in whatever way: that begins no clock. What
     * arrived before the counter-notice was nothing that had to.
     */
    boolean restored(WorkingCase dossier, String itemId, long at, Facts facts, Step step) {
        Counter counter = dossier.state.counter();
        boolean hadTo =
                counter.restoreDueAt() != null
                        && (counter.upheldAt() == null || at < counter.upheldAt())
                        && counter.receivedAt() <= at
                        && dossier.countered().contains(itemId);
        boolean isNews = hadTo && isBack(dossier, itemId, at, step);
        if (isNews && counter.upheldAt() != null) {
            takeDownAgain(dossier, Set.of(itemId), facts, step);
        }
        return hadTo;
    }

    /** True where that is news. */
    private static boolean isBack(WorkingCase dossier, String itemId, long at, Step step) {
        dossier.latestOf(itemId).change(itemId, item -> item.withRemovedAgainAt(null));
        boolean isNews = dossier.restored.add(itemId);
        if (isNews) {
            count(dossier, at, step);
        }
        return isNews;
    }

    /** What had to come back may be removed for another reason, or ahead of a decision. */
    void removed(WorkingCase dossier, String itemId, long at) {
        Counter counter = dossier.state.counter();
        if (counter.upheldAt() == null
                && dossier.restored.contains(itemId)
                && at >= counter.restoreDueAt()) {
            dossier.latestOf(itemId)
                    .change(
                            itemId,
                            item ->
                                    item.removedAgainAt() == null
                                            ? item.withRemovedAgainAt(at)
                                            : item);
        }
    }

    /** Another item is back: the notice is overturned with the last one. */
    private static void count(WorkingCase dossier, long at, Step step) {
        if (dossier.restored.size() == dossier.countered().size()) {
            if (dossier.state.counter().state() == CounterState.RESTORE_DUE) {
                dossier.state.counter(dossier.state.counter().in(CounterState.RESTORED));
            }
            step.concludes(NoticeOutcome.OVERTURNED, at);
        }
    }

    /**
     * The content has to come back. That it is back may have been read before that, as topics have
     * no common order: then it has begun a run, which is none.
     */
    private void restoreDue(WorkingCase dossier, long at, Step step) {
        dossier.state.counter(dossier.state.counter().restoreDue(at));
        Map<String, Long> back = new LinkedHashMap<>();
        Map<String, Long> removed = new HashMap<>();
        for (Clock run : dossier.clocks) {
            for (ItemState item : run.items()) {
                if (isBackSince(dossier, item, at)) {
                    back.merge(item.itemId(), item.backAt(), Math::min);
                    // Of the latest run: whether it is there now.
                    removed.put(item.itemId(), item.doneAt());
                }
            }
        }
        if (!back.isEmpty()) {
            dossier.undo(item -> isBackSince(dossier, item, at));
            back.forEach(
                    (itemId, backAt) -> {
                        isBack(dossier, itemId, backAt, step);
                        if (removed.get(itemId) != null) {
                            removed(dossier, itemId, removed.get(itemId));
                        }
                    });
        }
    }

    private static boolean isBackSince(WorkingCase dossier, ItemState item, long at) {
        return item.backAt() != null
                && item.backAt() >= at
                && dossier.countered().contains(item.itemId());
    }

    /**
     * The clock has moved: the notifier's time may be over. That comes ahead of the numbers of
     * runs: one of content that had to come back gets none.
     */
    void elapse(WorkingCase dossier, long nowMs, Step step) {
        Long elapsesAt = dossier.state.counter().elapsesAt();
        if (elapsesAt != null && elapsesAt <= nowMs) {
            restoreDue(dossier, elapsesAt, step);
        }
    }

    /** The clock has moved: content may have to come back. */
    void due(WorkingCase dossier, Step step) {
        if (dossier.state.counter().isToBeOrdered()) {
            order(dossier, step);
        }
    }

    private void order(WorkingCase dossier, Step step) {
        long at = dossier.state.counter().restoreDueAt();
        for (ItemState item : dossier.items()) {
            if (!dossier.countered().contains(item.itemId())) {
                continue;
            }
            if (item.isOpen()) {
                // A counter-notice that holds leaves nothing to remove, or to remove again.
                long declinedAt = item.backAt() == null ? at : Math.max(at, item.backAt());
                dossier.latestOf(item.itemId())
                        .prove(item.itemId(), declinedAt, ActionState.DECLINED, at);
            }
            if (!dossier.restored.contains(item.itemId())) {
                step.commands().add(restore(dossier, item, at));
            }
            bar(dossier, item, step);
            if (rules.handling().stayDown()) {
                step.stayDowns().add(dossier.stayDown(item.itemId(), false, at));
            }
        }
        dossier.state.counter(dossier.state.counter().asOrdered());
    }

    private static NoticeCommand restore(WorkingCase dossier, ItemState item, long at) {
        return new NoticeCommand(
                dossier.key(dossier.latestOf(item.itemId()), "restore/" + item.itemId()),
                dossier.state.noticeId(),
                item.itemId(),
                item.locator(),
                Measure.LIFT,
                at,
                at + DAY_MS,
                "COUNTER_NOTICE_" + dossier.state.regime());
    }

    private void bar(WorkingCase dossier, ItemState item, Step step) {
        if (rules.rule(dossier.state.regime()).barsNotifier()) {
            step.links()
                    .add(
                            new NoticeLink(
                                    LinkKind.BARRED,
                                    dossier.state.noticeId(),
                                    item.itemId(),
                                    dossier.state.noticeId(),
                                    dossier.state.firstReceivedAt(),
                                    dossier.state.notifier(),
                                    null));
        }
    }
}

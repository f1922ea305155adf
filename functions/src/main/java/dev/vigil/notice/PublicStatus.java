package dev.vigil.notice;

import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.Counter;
import dev.vigil.schema.notice.IntakeState;
import dev.vigil.schema.notice.ItemState;
import dev.vigil.schema.notice.NextStep;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeStatusBuilder;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Where a notice is, in a record of a bounded size: what it leaves out it counts. */
final class PublicStatus {
    /** What the law demands without delay: a day, as in the commands that bring content back. */
    private static final long PROMPTLY_MS = 24L * 3_600_000;

    private final WorkingCase dossier;

    /** The run that is due next, else the last one. */
    private final Clock clock;

    private PublicStatus(WorkingCase dossier) {
        this.dossier = dossier;
        clock =
                dossier.live()
                        .min(Comparator.comparingLong(live -> live.state.dueAt()))
                        .orElseGet(dossier::last);
    }

    static NoticeStatus of(WorkingCase dossier, long asOf, Facts facts) {
        return new PublicStatus(dossier).at(asOf, facts);
    }

    private NoticeStatus at(long asOf, Facts facts) {
        Collection<ItemState> items = dossier.items();
        ListedIds open = ids(items, ItemState::isOpen);
        ListedIds done = ids(items, item -> item.doneAt() != null);
        ListedIds works = ListedIds.of(facts.listedWorks());
        ListedIds seen =
                ListedIds.last(
                        dossier.clocks.stream()
                                .flatMap(run -> run.state.acknowledged().stream())
                                .toList());
        Next next = next(asOf);
        return NoticeStatusBuilder.builder()
                .noticeId(dossier.state.noticeId())
                .generation(Math.max(1, clock.state.generation()))
                .state(dossier.state())
                .overdue(dossier.clocks.stream().anyMatch(run -> run.state.breach() != null))
                .notifier(dossier.state.notifier())
                .receivedAt(clock.state.startedAt())
                .dueAt(clock.state.dueAt())
                .asOf(asOf)
                .remainingMs(clock.state.dueAt() - asOf)
                .lastLevel(clock.lastLevel())
                .itemsOpen(open.ids())
                .itemsDone(done.ids())
                .listedWorks(works.ids())
                .track(dossier.state.track())
                .intake(dossier.state.intake().state())
                .action(dossier.action())
                .forward(dossier.state.forward().state())
                .counter(dossier.state.counter().state())
                .clock(clock.state.clock())
                .missing(dossier.state.intake().missing())
                .reason(dossier.state.intake().reason())
                .duplicateOf(dossier.state.intake().duplicateOf())
                .counterDueAt(dossier.state.counter().elapsesAt())
                .acknowledged(seen.ids())
                .moreItemsOpen(open.more())
                .moreItemsDone(done.more())
                .moreListedWorks(works.more())
                .moreAcknowledged(seen.more())
                .clocks(dossier.allRuns())
                .itemsJoined(joined())
                .next(next.step())
                .nextBy(next.by())
                .build();
    }

    private static ListedIds ids(Collection<ItemState> items, Predicate<ItemState> which) {
        return ListedIds.of(items.stream().filter(which).map(ItemState::itemId).toList());
    }

    /** Items that no run before theirs has, and that are not back: they were named later. */
    private int joined() {
        Set<String> known = new HashSet<>();
        int joined = 0;
        for (Clock run : dossier.clocks) {
            for (ItemState item : run.items()) {
                boolean later = known.add(item.itemId()) && run != dossier.clocks.get(0);
                joined += later && item.backAt() == null ? 1 : 0;
            }
        }
        return joined;
    }

    /** By null: no time is set. */
    private record Next(NextStep step, Long by) {
        private static final Next NOTHING = new Next(null, null);
    }

    private Next next(long asOf) {
        IntakeState intake = dossier.state.intake().state();
        if (intake == IntakeState.INCOMPLETE && dossier.last().isVoid()) {
            return new Next(NextStep.SUPPLEMENT, dossier.state.intake().lapsesAt());
        }
        boolean isToBeDone = clock.isLive() && !clock.isAllDone();
        // Without E1 triage has no time of its own: what is next is to act.
        if (intake == IntakeState.RECEIVED
                && isToBeDone
                && dossier.remindsOfTriage()
                && asOf <= dossier.triageDueAt()) {
            return new Next(NextStep.TRIAGE, dossier.triageDueAt());
        }
        if (isToBeDone) {
            return clock.state.clock() == ClockState.PAUSED
                    ? new Next(NextStep.RESUME, clock.state.pauseEndsAt())
                    : new Next(NextStep.ACT, clock.state.dueAt());
        }
        return answer(dossier.state.counter());
    }

    private static Next answer(Counter counter) {
        return switch (counter.state()) {
            case NONE, UPHELD, RESTORED -> Next.NOTHING;
            case COUNTER_INCOMPLETE -> new Next(NextStep.COMPLETE_COUNTER_NOTICE, null);
            case COUNTERED ->
                    new Next(NextStep.FORWARD_COUNTER_NOTICE, counter.receivedAt() + PROMPTLY_MS);
            case COUNTER_FORWARDED -> new Next(NextStep.PROCEEDING, counter.elapsesAt());
            case PROCEEDING_FILED -> new Next(NextStep.DECISION, null);
            case RESTORE_DUE -> new Next(NextStep.RESTORE, counter.restoreDueAt() + PROMPTLY_MS);
        };
    }
}

package dev.vigil.notice;

import dev.vigil.schema.notice.ActionState;
import dev.vigil.schema.notice.Counter;
import dev.vigil.schema.notice.Directive;
import dev.vigil.schema.notice.Intake;
import dev.vigil.schema.notice.IntakeState;
import dev.vigil.schema.notice.ItemOrigin;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.notice.ItemState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What became of each item of a notice, for the ledger of accounts. It follows from the regions:
 * first whether the notice counts, then the counter-notice, then the measure on the item. An item
 * that is back by itself remains what it was until that is decided.
 */
final class ItemOutcomes {
    /** Items of one notice whose outcome is published at a stretch. */
    static final int MOST_AT_ONCE = 1_000;

    private static final ItemOrigin UNKNOWN = ItemOrigin.UNKNOWN;

    private final WorkingCase dossier;
    private final List<Outcome> found = new ArrayList<>();

    /** Of one item, as its latest run has it. */
    private record Outcome(
            Clock run, ItemState item, ItemOutcomeKind kind, long at, Long effectiveAt) {
        private ItemOrigin origin() {
            return item.origin() == null ? UNKNOWN : item.origin();
        }

        /**
         * The same in every process: of texts and numbers alone. It is in state: a field that joins
         * counts only where it is not null, or each outcome is published once more.
         */
        private int hash() {
            return Objects.hash(
                    kind.name(),
                    at,
                    effectiveAt,
                    origin().accountId(),
                    origin().publishedAt(),
                    origin().itemKind());
        }

        private boolean isTold() {
            return item.told() != null && item.told() == hash();
        }
    }

    private ItemOutcomes(WorkingCase dossier, int most) {
        this.dossier = dossier;
        for (Clock run : dossier.clocks) {
            // One without a number may yet turn out to be none.
            if (run.state.generation() > 0 && found.size() < most) {
                findNew(run, most);
            }
        }
    }

    static boolean isAnyNew(WorkingCase dossier) {
        return !new ItemOutcomes(dossier, 1).found.isEmpty();
    }

    /** The next ones with the next watermark. */
    static void publish(WorkingCase dossier, Step step) {
        List<Outcome> found = new ItemOutcomes(dossier, MOST_AT_ONCE + 1).found;
        for (Outcome outcome : found.subList(0, Math.min(MOST_AT_ONCE, found.size()))) {
            step.itemOutcomes().add(published(dossier, outcome));
            outcome.run().change(outcome.item().itemId(), item -> item.withTold(outcome.hash()));
        }
        if (found.size() > MOST_AT_ONCE) {
            step.owesOutcomes();
        }
    }

    private static ItemOutcome published(WorkingCase dossier, Outcome outcome) {
        List<String> works = dossier.state.workIds();
        return new ItemOutcome(
                dossier.state.noticeId(),
                outcome.item().itemId(),
                outcome.origin().accountId(),
                outcome.origin().publishedAt(),
                outcome.origin().itemKind(),
                works.size() == 1 ? works.get(0) : null,
                outcome.kind(),
                outcome.at(),
                outcome.effectiveAt(),
                outcome.run().state.generation());
    }

    private void findNew(Clock run, int most) {
        for (ItemState item : run.items()) {
            if (found.size() == most) {
                return;
            }
            // What an authority is given is no offence of an account.
            boolean isContent = !Directive.isDeliverable(item.itemId());
            if (isContent && dossier.latestOf(item.itemId()) == run) {
                Outcome outcome = of(run, item);
                if (outcome != null && !outcome.isTold()) {
                    found.add(outcome);
                }
            }
        }
    }

    /** Null where nothing has become of it yet. */
    private Outcome of(Clock run, ItemState item) {
        Long effectiveAt = effectiveAt(item);
        Intake intake = dossier.state.intake();
        if (intake.state() == IntakeState.WITHDRAWN) {
            return outcome(run, item, ItemOutcomeKind.WITHDRAWN, intake.decidedAt(), effectiveAt);
        }
        if (intake.state() == IntakeState.REJECTED) {
            return outcome(run, item, intake.rejectedAs(), intake.decidedAt(), effectiveAt);
        }
        if (!isCounting(intake)) {
            // As if it had never been sent: where nothing was done there is nothing to take back.
            return effectiveAt == null
                    ? null
                    : outcome(run, item, ItemOutcomeKind.DECLINED, intake.decidedAt(), effectiveAt);
        }
        Outcome disputed = disputed(run, item, effectiveAt);
        return disputed == null ? byMeasure(run, item, effectiveAt) : disputed;
    }

    /** One that was called incomplete too late to stop the clock counts. */
    private boolean isCounting(Intake intake) {
        boolean isLate = intake.state() == IntakeState.INCOMPLETE && intake.lapsesAt() == null;
        return dossier.isCounting() || isLate;
    }

    private Outcome disputed(Clock run, ItemState item, Long effectiveAt) {
        Counter counter = dossier.state.counter();
        if (!dossier.countered().contains(item.itemId())) {
            return null;
        }
        return switch (counter.state()) {
            case NONE, COUNTER_INCOMPLETE -> null;
            case COUNTERED, COUNTER_FORWARDED, PROCEEDING_FILED ->
                    outcome(
                            run,
                            item,
                            ItemOutcomeKind.COUNTERED,
                            counter.receivedAt(),
                            effectiveAt);
            case RESTORE_DUE, RESTORED ->
                    outcome(
                            run,
                            item,
                            ItemOutcomeKind.RESTORED,
                            counter.restoreDueAt(),
                            effectiveAt);
            case UPHELD ->
                    outcome(run, item, ItemOutcomeKind.UPHELD, counter.upheldAt(), effectiveAt);
        };
    }

    private static Outcome byMeasure(Clock run, ItemState item, Long effectiveAt) {
        if (item.outcome() == null) {
            return null;
        }
        // Of content that is gone after its measure there is nothing to take back: it was deleted.
        boolean isGone = item.outcome() == ActionState.NOT_FOUND && effectiveAt != null;
        return switch (isGone ? ActionState.ACTIONED : item.outcome()) {
            case ACTIONED -> outcome(run, item, ItemOutcomeKind.ACTED, effectiveAt, effectiveAt);
            default -> outcome(run, item, ItemOutcomeKind.DECLINED, item.doneAt(), effectiveAt);
        };
    }

    private static Outcome outcome(
            Clock run, ItemState item, ItemOutcomeKind kind, long at, Long effectiveAt) {
        return new Outcome(run, item, kind, at, effectiveAt);
    }

    /** When a measure first took effect: a proof that is read late may be of an earlier run. */
    private Long effectiveAt(ItemState item) {
        Long first = item.actedAt();
        for (Clock run : dossier.runsOf(item.itemId())) {
            first = Clock.sooner(first, run.item(item.itemId()).actedAt());
        }
        return first;
    }
}

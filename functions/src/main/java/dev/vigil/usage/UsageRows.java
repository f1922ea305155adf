package dev.vigil.usage;

import dev.vigil.schema.usage.KeptRow;
import dev.vigil.schema.usage.UsageAmendment;
import dev.vigil.schema.usage.UsageAmount;
import dev.vigil.schema.usage.UsageAmountBuilder;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.schema.usage.UsageReason;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageRowBuilder;
import dev.vigil.schema.usage.UsageState;
import java.util.ArrayList;
import java.util.List;

/**
 * One row of usage: provisional, then settled, then amended with a reason. A job that starts
 * without state reads its rows back: what was settled is never computed again from verdicts that
 * are partly gone, what is provisional is computed anew from those that are all there.
 */
public final class UsageRows {
    private final UsageDays days;
    private final UsageRules rules;

    public UsageRows(UsageRules rules) {
        this.rules = rules;
        days = rules.days();
    }

    /**
     * What a moment leads to.
     *
     * @param next the row from now on; null where it is forgotten
     * @param published null for nothing
     * @param nextAt when to look again (UTC epoch ms); null where it is forgotten
     */
    public record Step(KeptRow next, UsageRow published, Long nextAt) {}

    /**
     * The row with a fact.
     *
     * @param before null for none
     * @param isLoading true until all that was there at the start is read
     * @param nowMs the watermark; without meaning while loading
     * @return null where there is no such row, or its time is over
     */
    public KeptRow take(KeptRow before, UsageInput fact, boolean isLoading, long nowMs) {
        if (before == null
                && (fact.kind() == UsageInput.Kind.HELD || !isLoading && isOver(fact, nowMs))) {
            return null;
        }
        KeptRow row = before == null ? KeptRow.NEW.withLoading(isLoading) : before;
        return switch (fact.kind()) {
            case CHANGED -> {
                KeptRow changed =
                        row.with()
                                .amount(row.amount().plus(fact.amount()))
                                .why(fact.why())
                                .changedAt(Math.max(row.changedAt(), fact.at()))
                                .build();
                // Of the conflicts of its work, as that stage knew them: not why it has changed.
                yield fact.held() == null ? changed : changed.withHeld(fact.held());
            }
            case HELD ->
                    row.held() == fact.held()
                            ? row
                            : row.with()
                                    .held(fact.held())
                                    .why(
                                            fact.held()
                                                    ? UsageReason.CONFLICT_OPENED
                                                    : UsageReason.CONFLICT_ENDED)
                                    .changedAt(Math.max(row.changedAt(), fact.at()))
                                    .build();
            case ROW_PUBLISHED -> row.withPublished(fact.row());
            default -> row;
        };
    }

    private boolean isOver(UsageInput fact, long nowMs) {
        String day = UsageKey.of(fact.rowId()).day();
        return nowMs >= forgottenAt(days.to(day));
    }

    private static long forgottenAt(long dayTo) {
        return dayTo + UsageRules.SETTLE_MS + UsageRules.AMEND_MS;
    }

    /** The row at a moment at which all facts until then are known. */
    public Step at(String rowId, KeptRow before, long nowMs) {
        UsageKey key = UsageKey.of(rowId);
        long dayTo = days.to(key.day());
        KeptRow row = before.loading() ? loaded(before) : before;
        boolean isMadeUp =
                before.loading() && row.published() == null && nowMs >= dayTo + rules.completeMs();
        if (isMadeUp) {
            return new Step(null, null, null);
        }
        UsageRow draft = draft(rowId, key, row, nowMs);
        boolean isNews =
                row.published() == null ? !row.amount().isZero() : !draft.isAlike(row.published());
        KeptRow next = isNews ? row.with().published(draft).why(null).build() : row;
        UsageRow published = isNews ? draft : null;
        if (nowMs >= forgottenAt(dayTo)) {
            return new Step(null, published, null);
        }
        long settledAt = dayTo + UsageRules.SETTLE_MS;
        return new Step(next, published, nowMs < settledAt ? settledAt : forgottenAt(dayTo));
    }

    /** All that was there is read: a row that was settled is what it was then. */
    private static KeptRow loaded(KeptRow row) {
        boolean isFinal = row.published() != null && row.published().state().isFinal();
        return row.with()
                .loading(false)
                .amount(isFinal ? amount(row.published()) : row.amount())
                .build();
    }

    private static UsageAmount amount(UsageRow row) {
        return UsageAmountBuilder.builder()
                .usedMs(row.usedMs())
                .liveMs(row.liveMs())
                .sessions(row.sessions())
                .firstAt(orZero(row.firstAt()))
                .lastAt(orZero(row.lastAt()))
                .audienceMs(orZero(row.audienceMs()))
                .audienceOf(row.audienceMs() == null ? 0 : 1)
                .viewMs(orZero(row.viewMs()))
                .viewMsOf(row.viewMs() == null ? 0 : 1)
                .viewers(orZero(row.viewers()))
                .viewersOf(row.viewers() == null ? 0 : 1)
                .plays(orZero(row.plays()))
                .playsOf(row.plays() == null ? 0 : 1)
                .build();
    }

    private static long orZero(Long value) {
        return value == null ? 0 : value;
    }

    private static Long known(long value, long of) {
        return of <= 0 ? null : Long.valueOf(value);
    }

    private UsageRow draft(String rowId, UsageKey key, KeptRow row, long nowMs) {
        UsageAmount amount = row.amount();
        UsageRow last = row.published();
        long dayTo = days.to(key.day());
        UsageRow figures =
                UsageRowBuilder.builder()
                        .rowId(rowId)
                        .day(key.day())
                        .dayFrom(days.from(key.day()))
                        .dayTo(dayTo)
                        .workId(key.workId())
                        .territory(key.territory())
                        .right(key.right())
                        .basis(key.basis())
                        .usedMs(amount.usedMs())
                        .liveMs(amount.liveMs())
                        .sessions(amount.sessions())
                        .firstAt(amount.firstAt() == 0 ? null : Long.valueOf(amount.firstAt()))
                        .lastAt(amount.lastAt() == 0 ? null : Long.valueOf(amount.lastAt()))
                        .audienceMs(known(amount.audienceMs(), amount.audienceOf()))
                        .viewMs(known(amount.viewMs(), amount.viewMsOf()))
                        .viewers(known(amount.viewers(), amount.viewersOf()))
                        .plays(known(amount.plays(), amount.playsOf()))
                        .held(row.held() ? Boolean.TRUE : null)
                        .revision(last == null ? 1 : last.revision() + 1)
                        .state(
                                nowMs >= dayTo + UsageRules.SETTLE_MS
                                        ? UsageState.SETTLED
                                        : UsageState.PROVISIONAL)
                        .build();
        return last == null || !last.state().isFinal() ? figures : amended(figures, last, row);
    }

    /** A settled row only changes with a reason. */
    private static UsageRow amended(UsageRow figures, UsageRow last, KeptRow row) {
        UsageRow same =
                figures.with()
                        .state(last.state())
                        .amendments(last.amendments())
                        .moreAmendments(last.moreAmendments())
                        .build();
        if (same.isAlike(last)) {
            return same;
        }
        List<UsageAmendment> amendments = new ArrayList<>(last.amendments());
        amendments.add(
                new UsageAmendment(
                        figures.revision(),
                        why(row, last),
                        row.changedAt(),
                        last.usedMs(),
                        last.sessions(),
                        last.viewMs(),
                        last.plays(),
                        last.held()));
        int over = Math.max(0, amendments.size() - UsageRow.MOST_AMENDMENTS);
        int more = over + (last.moreAmendments() == null ? 0 : last.moreAmendments());
        return same.with()
                .state(UsageState.AMENDED)
                .amendments(List.copyOf(amendments.subList(over, amendments.size())))
                .moreAmendments(more == 0 ? null : Integer.valueOf(more))
                .build();
    }

    private static UsageReason why(KeptRow row, UsageRow last) {
        if (row.held() != last.inConflict()) {
            return row.held() ? UsageReason.CONFLICT_OPENED : UsageReason.CONFLICT_ENDED;
        }
        return row.why() == null ? UsageReason.FOUND_LATER : row.why();
    }
}

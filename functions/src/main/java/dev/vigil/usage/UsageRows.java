package dev.vigil.usage;

import dev.vigil.schema.usage.KeptRow;
import dev.vigil.schema.usage.UsageAmendment;
import dev.vigil.schema.usage.UsageAmendmentBuilder;
import dev.vigil.schema.usage.UsageAmount;
import dev.vigil.schema.usage.UsageAmountBuilder;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.schema.usage.UsageReason;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageRowBuilder;
import dev.vigil.schema.usage.UsageShare;
import dev.vigil.schema.usage.UsageState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

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
    public record Step(KeptRow next, UsageRow published, Long nextAt) {
        private static Step over(UsageRow last) {
            return new Step(null, last, null);
        }
    }

    /**
     * The row with a fact.
     *
     * @param before null for none
     * @param isLoading true until all that was there at the start is read
     * @param nowMs the watermark; without meaning while loading
     * @return null where the fact changes nothing: there is no such row, or its time is over
     */
    public KeptRow take(KeptRow before, UsageInput fact, boolean isLoading, long nowMs) {
        boolean isNew = before == null;
        KeptRow row = isNew ? KeptRow.NEW.withLoading(isLoading) : before;
        return switch (fact.kind()) {
            case CHANGED ->
                    !isLoading && isOver(fact, nowMs)
                            ? null
                            : row.with()
                                    .amount(row.amount().plus(fact.amount()))
                                    .why(fact.why())
                                    .build();
            case OWNED -> isNew ? null : row.with().held(fact.held()).shares(fact.shares()).build();
            case ROW_PUBLISHED ->
                    row.with()
                            .published(fact.row())
                            .lacksFrom(
                                    isLoading && !row.loading() ? lacksFrom(row, fact.row()) : null)
                            .build();
            default -> before;
        };
    }

    /** Of a row that is restored while a later record of it, which is final, is read back. */
    private static Long lacksFrom(KeptRow row, UsageRow news) {
        UsageRow own = row.published();
        boolean isLater = own == null || news.revision() > own.revision();
        if (row.lacksFrom() != null || !isLater || !news.state().isFinal()) {
            return row.lacksFrom();
        }
        List<UsageAmendment> changes = news.amendments();
        return own == null || !own.state().isFinal() || changes.isEmpty()
                ? news.dayTo()
                : changes.get(changes.size() - 1).at();
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
        if (before.loading() && isGone(before.published(), dayTo, nowMs)) {
            return Step.over(null);
        }
        KeptRow row = before.loading() ? loaded(before, dayTo, nowMs) : restored(before, nowMs);
        UsageRow draft = draft(rowId, key, row, nowMs);
        boolean isNews =
                row.published() == null ? !row.amount().isZero() : !draft.isAlike(row.published());
        KeptRow next = isNews ? row.with().published(draft).why(null).build() : row;
        UsageRow news = isNews ? draft : null;
        if (nowMs < forgottenAt(dayTo)) {
            long settledAt = dayTo + UsageRules.SETTLE_MS;
            return new Step(next, news, nowMs < settledAt ? settledAt : forgottenAt(dayTo));
        }
        boolean waits = next.published() != null && next.published().inConflict();
        return waits && nowMs < dayTo + UsageRules.HELD_MS
                ? new Step(next, next.published(), nowMs + UsageRules.HELD_AGAIN_MS)
                : Step.over(news);
    }

    /** Nothing can be said of it any more that is true: what it follows from is partly gone. */
    private boolean isGone(UsageRow published, long dayTo, long nowMs) {
        return published == null
                ? nowMs >= dayTo + rules.completeMs()
                : nowMs >= forgottenAt(dayTo) && !published.inConflict();
    }

    /** All that was there is read: a row that was settled is what it was then. */
    private KeptRow loaded(KeptRow row, long dayTo, long nowMs) {
        UsageRow published = row.published();
        boolean isFinal =
                published != null
                        && (published.state().isFinal() || nowMs >= dayTo + rules.completeMs());
        return row.with().loading(false).amount(isFinal ? amount(published) : row.amount()).build();
    }

    /** What is gone from the topics since an old savepoint is only in the record of then. */
    private KeptRow restored(KeptRow row, long nowMs) {
        if (row.lacksFrom() == null) {
            return row;
        }
        boolean isGone = nowMs >= row.lacksFrom() + rules.completeMs();
        return row.with()
                .lacksFrom(null)
                .amount(isGone ? amount(row.published()) : row.amount())
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
        boolean isSettled = nowMs >= dayTo + UsageRules.SETTLE_MS;
        UsageRow figures =
                UsageRowBuilder.builder()
                        .rowId(rowId)
                        .day(key.day())
                        .dayFrom(days.from(key.day()))
                        .dayTo(dayTo)
                        .workId(key.workId())
                        .territory(key.territory())
                        .rightType(key.right())
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
                        .held(isHeld(row) ? Boolean.TRUE : null)
                        .shares(shares(row))
                        .revision(last == null ? 1 : last.revision() + 1)
                        .state(isSettled ? UsageState.SETTLED : UsageState.PROVISIONAL)
                        .build();
        if (last == null) {
            // Statements of its month may be out: they had nothing of it.
            return isSettled ? amended(figures, nothing(figures), row, nowMs) : figures;
        }
        return last.state().isFinal() ? amended(figures, last, row, nowMs) : figures;
    }

    /** What it was until it was reported. */
    private static boolean isHeld(KeptRow row) {
        UsageRow last = row.published();
        return row.shares() == null ? last != null && last.inConflict() : row.held();
    }

    private static List<UsageShare> shares(KeptRow row) {
        if (row.shares() != null) {
            return row.shares();
        }
        return row.published() == null ? List.of() : row.published().shares();
    }

    private static UsageRow nothing(UsageRow figures) {
        return UsageRowBuilder.builder(figures)
                .usedMs(0)
                .liveMs(0)
                .sessions(0)
                .firstAt(null)
                .lastAt(null)
                .audienceMs(null)
                .viewMs(null)
                .viewers(null)
                .plays(null)
                .build();
    }

    // Amendments -------------------------------------------------------------------------------

    /** A settled row only changes with a reason. */
    private UsageRow amended(UsageRow figures, UsageRow last, KeptRow row, long nowMs) {
        UsageRow same = figures.with().state(last.state()).amendments(last.amendments()).build();
        if (same.isAlike(last)) {
            return same;
        }
        List<UsageAmendment> amendments = new ArrayList<>(last.amendments());
        UsageAmendment before = amendments.isEmpty() ? null : amendments.get(amendments.size() - 1);
        boolean isOfSame =
                before != null
                        && (amendments.size() == UsageRow.MOST_AMENDMENTS
                                || days.statement(before.at()).equals(days.statement(nowMs)));
        TreeSet<UsageReason> reasons = reasons(figures, last, row);
        if (isOfSame) {
            reasons.addAll(before.reasons());
            amendments.remove(before);
            amendments.add(
                    before.with()
                            .reasons(List.copyOf(reasons))
                            .at(Math.max(before.at(), nowMs))
                            .build());
        } else {
            amendments.add(amendment(figures.revision(), reasons, last, nowMs));
        }
        return same.with().state(UsageState.AMENDED).amendments(List.copyOf(amendments)).build();
    }

    private static UsageAmendment amendment(
            long revision, TreeSet<UsageReason> reasons, UsageRow last, long nowMs) {
        return UsageAmendmentBuilder.builder()
                .revision(revision)
                .reasons(List.copyOf(reasons))
                .at(nowMs)
                .previousUsedMs(last.usedMs())
                .previousSessions(last.sessions())
                .previousAudienceMs(last.audienceMs())
                .previousViewMs(last.viewMs())
                .previousPlays(last.plays())
                .previousHeld(last.held())
                .previousShares(last.shares())
                .build();
    }

    private static TreeSet<UsageReason> reasons(UsageRow figures, UsageRow last, KeptRow row) {
        TreeSet<UsageReason> reasons = new TreeSet<>(Comparator.naturalOrder());
        if (figures.inConflict() != last.inConflict()) {
            reasons.add(
                    figures.inConflict()
                            ? UsageReason.CONFLICT_OPENED
                            : UsageReason.CONFLICT_ENDED);
        }
        if (!figures.shares().equals(last.shares())) {
            reasons.add(UsageReason.OWNERS_CHANGED);
        }
        if (row.why() != null) {
            reasons.add(row.why());
        }
        if (reasons.isEmpty()) {
            reasons.add(UsageReason.FOUND_LATER);
        }
        return reasons;
    }
}

package dev.vigil.schema.account;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What the ledger keeps of an account: all of it where that is little, else what is no offence,
 * warning, appeal or ground. An empty list is kept as null.
 *
 * @param seq of the last strike.changed; 0 for none
 * @param counts of the last strike.changed
 * @param countsAt its time (UTC epoch ms); null for none
 * @param unread strike.changed that was emitted and has not been read back, at most 20
 * @param unreadBy the incarnation of the operator that emitted those; null for none
 * @param published digest of the last account.standing; 0 for none
 * @param cause the latest fact since the last fold; null for none
 * @param foldedAt null before the first fold (UTC epoch ms)
 * @param foldAt the timer of the fold that facts, or strikes that have not been read back, wait
 *     for; null for none
 * @param timerAt the timer of the next moment at which something ends; null for none
 * @param openedAt null where no account.opened was read
 * @param endedAt null while the service goes on
 * @param erasedAt null of an account that was not erased
 * @param linked accounts that a person linked, at most 20
 * @param linkedAt null for none
 * @param named accounts that the last account.standing names as linked, or as no longer so: those
 *     are to hear when that changes; at most 40
 * @param offending accounts that name this one as linked and have offences, at most 20
 * @param live warnings for rooms that the next fold issues, at most 20
 * @param educated times of completed courses, latest first, at most 10
 * @param waiting decisions for the next fold, at most 100
 * @param decisions that were taken up, at most 20
 * @param proposal the last one; null for none
 * @param measures at most 50
 * @param reports at most 20
 * @param alerts that are active, at most 100
 * @param offences how many are kept
 * @param leftOut offences that were dropped for want of room; null for 0
 * @param reread true from a start that read the last standing to the next fold: what is dropped
 *     until then was counted there
 * @param parts what of its offences, warnings, appeals and grounds is kept in the book, where it
 *     has few: one access reads and writes all of it
 * @param apart true where they are kept by id beside it
 */
@InState
@RecordBuilder
public record AccountBook(
        long seq,
        StrikeCounts counts,
        Long countsAt,
        List<StrikeChanged> unread,
        Long unreadBy,
        long published,
        AccountCause cause,
        Long foldedAt,
        Long foldAt,
        Long timerAt,
        Long openedAt,
        Long endedAt,
        Long erasedAt,
        List<String> linked,
        Long linkedAt,
        List<String> named,
        List<String> offending,
        List<LiveWarning> live,
        List<Long> educated,
        List<WaitingDecision> waiting,
        List<StandingDecided> decisions,
        Proposal proposal,
        List<KeptMeasure> measures,
        List<KeptReport> reports,
        List<KeptAlert> alerts,
        int offences,
        Integer leftOut,
        boolean reread,
        List<KeptPart> parts,
        boolean apart)
        implements AccountBookBuilder.With {
    public static final AccountBook EMPTY = AccountBookBuilder.builder().build();

    public AccountBook {
        unread = KeptList.orNull(unread);
        linked = KeptList.orNull(linked);
        named = KeptList.orNull(named);
        offending = KeptList.orNull(offending);
        live = KeptList.orNull(live);
        educated = KeptList.orNull(educated);
        waiting = KeptList.orNull(waiting);
        decisions = KeptList.orNull(decisions);
        measures = KeptList.orNull(measures);
        reports = KeptList.orNull(reports);
        alerts = KeptList.orNull(alerts);
        leftOut = leftOut == null || leftOut == 0 ? null : leftOut;
        parts = KeptList.orNull(parts);
    }

    @Override
    public List<StrikeChanged> unread() {
        return KeptList.of(unread);
    }

    @Override
    public List<String> linked() {
        return KeptList.of(linked);
    }

    @Override
    public List<String> named() {
        return KeptList.of(named);
    }

    @Override
    public List<String> offending() {
        return KeptList.of(offending);
    }

    @Override
    public List<LiveWarning> live() {
        return KeptList.of(live);
    }

    @Override
    public List<Long> educated() {
        return KeptList.of(educated);
    }

    @Override
    public List<WaitingDecision> waiting() {
        return KeptList.of(waiting);
    }

    @Override
    public List<StandingDecided> decisions() {
        return KeptList.of(decisions);
    }

    @Override
    public List<KeptMeasure> measures() {
        return KeptList.of(measures);
    }

    @Override
    public List<KeptReport> reports() {
        return KeptList.of(reports);
    }

    @Override
    public List<KeptAlert> alerts() {
        return KeptList.of(alerts);
    }

    @Override
    public Integer leftOut() {
        return leftOut == null ? Integer.valueOf(0) : leftOut;
    }

    @Override
    public List<KeptPart> parts() {
        return KeptList.of(parts);
    }

    /** Null is written for zeros: most accounts have no strike. */
    public StrikeCounts lastCounts() {
        return counts == null ? StrikeCounts.NONE : counts;
    }
}

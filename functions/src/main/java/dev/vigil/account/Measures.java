package dev.vigil.account;

import dev.vigil.account.Derived.InForce;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.KeptMeasure;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.enforcement.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Measures that are in force at a moment: each runs from the moment its strike began to count. */
final class Measures {
    private static final Comparator<InForce> LAST_FIRST =
            Comparator.comparing(
                            InForce::until, Comparator.nullsLast(Comparator.<Long>naturalOrder()))
                    .reversed()
                    .thenComparing(InForce::id);

    private final StrikeLadder ladder;
    private final Account account;
    private final long nowMs;
    private final Set<String> overturned;
    private final Set<String> commanded;

    Measures(StrikeLadder ladder, Account account, long nowMs) {
        this.ladder = ladder;
        this.account = account;
        this.nowMs = nowMs;
        overturned = overturned(account);
        commanded =
                account.book().measures().stream()
                        .filter(one -> one.isKnown() && !MeasureCommands.isLifted(one))
                        .filter(one -> MeasureBook.orNone(one.command()).isSent())
                        .map(KeptMeasure::id)
                        .collect(Collectors.toSet());
    }

    /** Ids of measures that an appeal has ended, whichever time they were commanded. */
    static Set<String> overturned(Account account) {
        return account.appeals().values().stream()
                .filter(appeal -> appeal.measureId() != null)
                .filter(appeal -> appeal.outcome() == AppealOutcome.OVERTURN)
                .map(appeal -> appeal.measureId().replaceFirst("/[0-9]+$", ""))
                .filter(id -> id.startsWith(account.accountId() + "/"))
                .map(id -> id.substring(account.accountId().length() + 1))
                .collect(Collectors.toSet());
    }

    static String id(LadderStep step, String anchor, Measure measure) {
        return step + "/" + anchor + "/" + measure;
    }

    static String endingId(String anchor) {
        return id(LadderStep.ENDED, anchor, Measure.SERVICE_ENDED);
    }

    List<InForce> inForce(List<Incident> strikes, Proposals proposals, StandingDecided ended) {
        List<InForce> all = new ArrayList<>();
        if (ended != null) {
            all.add(ending(ended));
        }
        for (int i = 0; i < strikes.size(); i++) {
            StrikeLadder.Rung rung = ladder.rung(i + 1);
            if (rung != null) {
                of(rung, strikes.get(i), proposals, all);
            }
        }
        return all.stream()
                .filter(one -> one.until() == null || nowMs < one.until())
                .filter(one -> !overturned.contains(one.id()))
                .sorted(LAST_FIRST)
                .limit(MeasureBook.MAX_MEASURES)
                .toList();
    }

    private InForce ending(StandingDecided ended) {
        String anchor = ended.proposalId().substring(account.id("proposal", "").length());
        return new InForce(
                endingId(anchor), Measure.SERVICE_ENDED, ended.at(), null, ended.proposalId());
    }

    /**
     * A decision to leave it at that ends what its strike restricts, also at a lower step: a strike
     * before it may fall later, and a reversal starts no restriction.
     */
    private void of(
            StrikeLadder.Rung rung, Incident strike, Proposals proposals, List<InForce> all) {
        for (StrikeLadder.Restraint restraint : rung.restraints()) {
            if (isOverturned(rung, restraint, strike)) {
                continue;
            }
            long until = strike.from() + restraint.days() * Moments.DAY_MS;
            boolean endsDecided = restraint.untilDecided() || !rung.proposes();
            StandingDecided declined = endsDecided ? proposals.declined(strike) : null;
            all.add(
                    new InForce(
                            id(rung.step(), anchor(rung, restraint, strike), restraint.measure()),
                            restraint.measure(),
                            strike.from(),
                            declined == null ? until : Math.min(until, declined.at()),
                            null));
        }
    }

    /**
     * The offence that a measure of the strike was commanded by: one that is read late may be the
     * earliest now, and the platform is not to open and close for that.
     */
    private String anchor(
            StrikeLadder.Rung rung, StrikeLadder.Restraint restraint, Incident strike) {
        return strike.offences().stream()
                .filter(id -> commanded.contains(id(rung.step(), id, restraint.measure())))
                .findFirst()
                .orElse(strike.anchor());
    }

    /** Its anchor may be another by now: the appeal was about the same strike. */
    private boolean isOverturned(
            StrikeLadder.Rung rung, StrikeLadder.Restraint restraint, Incident strike) {
        return strike.offences().stream()
                .map(id -> id(rung.step(), id, restraint.measure()))
                .anyMatch(overturned::contains);
    }
}

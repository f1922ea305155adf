package dev.vigil.account;

import dev.vigil.schema.account.KeptMeasure;
import dev.vigil.schema.account.KeptSending;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.Restriction;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.StrikeCounts;
import dev.vigil.schema.enforcement.Measure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What all that is known of an account comes to at a moment.
 *
 * @param warnings that admonish
 * @param warningEndsAt when the next of them ends; null for none
 * @param strikes in the order in which they began to count
 * @param ifUpheld offences that count, or would if all disputes ended against the account
 * @param proposal the last one; null for none
 * @param open the strike that a person has to decide about; null for none
 * @param ended the decision that ended the service; null for none
 * @param measures that are in force
 */
record Derived(
        long nowMs,
        Map<String, JudgedOffence> offences,
        StrikeCounts counts,
        int warnings,
        Long warningEndsAt,
        List<Incident> strikes,
        Set<String> ifUpheld,
        Proposal proposal,
        Incident open,
        StandingDecided ended,
        List<InForce> measures) {
    /**
     * @param id step/offence/measure
     * @param until null for no end
     * @param decisionRef the proposal that a person decided; null for none
     */
    record InForce(String id, Measure measure, long from, Long until, String decisionRef) {
        /**
         * @param kept what was commanded of it; null for nothing
         */
        Restriction restriction(String accountId, KeptMeasure kept) {
            KeptSending sent = MeasureBook.orNone(kept == null ? null : kept.command());
            return new Restriction(
                    kept == null ? accountId + "/" + id : kept.commandId(accountId),
                    measure,
                    from,
                    until,
                    sent.isConfirmed() ? sent.confirmedAt() : null);
        }
    }

    static Derived of(StrikeLadder ladder, Account account, long nowMs) {
        Map<String, JudgedOffence> offences = Offences.at(ladder, account, nowMs);
        Incidents incidents = new Incidents(ladder, account, offences, nowMs);
        List<Incident> strikes = incidents.ranked(nowMs, false);
        Proposals proposals = new Proposals(ladder, account, incidents, nowMs);
        StandingDecided ended = proposals.ended();
        Incident open = ended == null ? proposals.open(strikes) : null;
        LadderStep step = ladder.step(strikes.size());
        return new Derived(
                nowMs,
                offences,
                new StrikeCounts(
                        incidents.counted(nowMs, false).size(),
                        strikes.size(),
                        incidents.ranked(nowMs, true).size(),
                        ended == null && account.book().endedAt() == null
                                ? step
                                : LadderStep.ENDED),
                incidents.warnings(),
                incidents.warningEndsAt(),
                strikes,
                incidents.counted(nowMs, true).stream()
                        .map(JudgedOffence::id)
                        .collect(Collectors.toSet()),
                proposals.last(strikes, ended, open),
                open,
                ended,
                new Measures(ladder, account, nowMs).inForce(strikes, proposals, ended));
    }

    JudgedOffence offence(String id) {
        return offences.get(id);
    }
}

package dev.vigil.account;

import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.WaitingDecision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Persons' decisions about proposals: one is taken up only if its proposal was open at its time, by
 * what had happened by then. So a start without state comes to the same as the job that ran.
 */
final class Decisions {
    /** Of two at once the one that ends nothing comes first. */
    private static final Comparator<WaitingDecision> IN_ORDER =
            Comparator.comparingLong((WaitingDecision one) -> one.decided().at())
                    .thenComparing(one -> one.decided().decision() == ProposalDecision.CARRY_OUT);

    private final LedgerRules rules;
    private final Account account;
    private final FoldOutput published;

    Decisions(LedgerRules rules, Account account, FoldOutput published) {
        this.rules = rules;
        this.account = account;
        this.published = published;
    }

    /**
     * @param untilMs later ones wait on: an erasure comes first
     */
    void takeUp(long untilMs) {
        List<WaitingDecision> due =
                account.book().waiting().stream().filter(one -> isDue(one, untilMs)).toList();
        due.stream().sorted(IN_ORDER).forEach(this::takeUp);
        if (!due.isEmpty()) {
            account.book(
                    account.book()
                            .withWaiting(
                                    account.book().waiting().stream()
                                            .filter(one -> !isDue(one, untilMs))
                                            .toList()));
        }
    }

    private static boolean isDue(WaitingDecision one, long untilMs) {
        return one.decided() != null && one.decided().at() <= untilMs;
    }

    private void takeUp(WaitingDecision one) {
        StandingDecided decision = one.decided();
        StrikeLadder ladder = rules.ladder();
        long at = decision.at();
        Incidents then = new Incidents(ladder, account, Offences.asOf(ladder, account, at), at);
        Proposals proposals = new Proposals(ladder, account, then, at);
        boolean isOpen =
                !ladder.shadow()
                        && mayDecide(one)
                        && proposals.isOpen(decision)
                        && !(one.reread() && proposals.isPublishedUndecided(decision));
        if (proposals.isPublished(decision) || isOpen) {
            account.book(account.book().withDecisions(and(decision)));
        } else if (!mayDecide(one)) {
            refuseAlone(one);
        } else if (!one.reread() && !isErased(at)) {
            published.refused().add(notOpen(one));
        }
    }

    /** Of deferrals the last one of a proposal counts; for want of room they leave first. */
    private List<StandingDecided> and(StandingDecided decision) {
        List<StandingDecided> all = new ArrayList<>(account.book().decisions());
        all.add(decision);
        StandingDecided deferred =
                all.stream()
                        .filter(one -> isDeferral(one, decision.proposalId()))
                        .max(Comparator.comparingLong(StandingDecided::at))
                        .orElse(null);
        all.removeIf(one -> isDeferral(one, decision.proposalId()) && !one.equals(deferred));
        while (all.size() > AccountLimits.DECISIONS) {
            all.remove(
                    all.stream()
                            .filter(one -> one.decision() == ProposalDecision.DEFER)
                            .findFirst()
                            .orElse(all.get(0)));
        }
        return List.copyOf(all);
    }

    private static boolean isDeferral(StandingDecided one, String proposalId) {
        return one.decision() == ProposalDecision.DEFER && one.proposalId().equals(proposalId);
    }

    /**
     * The rule of two persons may have been another when it was taken: after a start without state
     * what was published shows whether it was carried out, and nothing else.
     */
    private boolean mayDecide(WaitingDecision one) {
        return !one.alone() || !rules.twoPersons() && !isWithoutState();
    }

    private boolean isWithoutState() {
        return account.book().foldedAt() == null;
    }

    private void refuseAlone(WaitingDecision one) {
        if (!isWithoutState() && !isErased(one.decided().at())) {
            published.refused().add(alone(one));
        }
    }

    private FoldOutput.Refused notOpen(WaitingDecision one) {
        String proposalId = one.decided().proposalId();
        return new FoldOutput.Refused(
                "PROPOSAL_NOT_OPEN",
                "proposalId: expected a proposal that is open or deferred, got '"
                        + proposalId
                        + (rules.ladder().shadow()
                                ? "' under a ladder that is only tried; decide once it applies"
                                : "'; look at the standing of the account and decide the proposal"
                                        + " that it names"),
                proposalId,
                one.position());
    }

    private static FoldOutput.Refused alone(WaitingDecision one) {
        return new FoldOutput.Refused(
                "APPROVER_MISSING",
                "ce_approver: expected a second person who approves that the service ends, got none"
                        + " other than the one who decides; have another person approve it",
                one.decided().proposalId(),
                one.position());
    }

    /** Nothing is kept that it could be judged by. */
    private boolean isErased(long at) {
        Long erasedAt = account.book().erasedAt();
        return erasedAt != null && at <= erasedAt;
    }
}

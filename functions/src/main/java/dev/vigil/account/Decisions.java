package dev.vigil.account;

import dev.vigil.schema.account.AccountBook;
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

    private final StrikeLadder ladder;
    private final Account account;
    private final FoldOutput published;

    Decisions(StrikeLadder ladder, Account account, FoldOutput published) {
        this.ladder = ladder;
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
        long at = decision.at();
        Incidents then = new Incidents(ladder, account, Offences.asOf(ladder, account, at), at);
        Proposals proposals = new Proposals(ladder, account, then, at);
        if (proposals.isPublished(decision) || !ladder.shadow() && proposals.isOpen(decision)) {
            AccountBook book = account.book();
            List<StandingDecided> all = new ArrayList<>(book.decisions());
            all.add(decision);
            account.book(
                    book.withDecisions(
                            List.copyOf(
                                    all.subList(
                                            Math.max(0, all.size() - AccountLimits.DECISIONS),
                                            all.size()))));
        } else if (!one.reread() && !isErased(at)) {
            published
                    .refused()
                    .add(
                            new FoldOutput.Refused(
                                    "PROPOSAL_NOT_OPEN",
                                    "proposalId: expected a proposal that is open or deferred, got"
                                            + " '"
                                            + decision.proposalId()
                                            + (ladder.shadow()
                                                    ? "' under a ladder that is only tried; decide"
                                                            + " once it applies"
                                                    : "'; look at the standing of the account and"
                                                            + " decide the proposal that it"
                                                            + " names"),
                                    decision.proposalId(),
                                    one.position()));
        }
    }

    /** Nothing is kept that it could be judged by. */
    private boolean isErased(long at) {
        Long erasedAt = account.book().erasedAt();
        return erasedAt != null && at <= erasedAt;
    }
}

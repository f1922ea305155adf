package dev.vigil.account;

import dev.vigil.schema.account.AccountBook;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.WaitingDecision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Persons' decisions about proposals: one is taken up only while its proposal is open. */
final class Decisions {
    private final StrikeLadder ladder;
    private final Account account;
    private final FoldOutput published;
    private final long nowMs;

    Decisions(StrikeLadder ladder, Account account, FoldOutput published, long nowMs) {
        this.ladder = ladder;
        this.account = account;
        this.published = published;
        this.nowMs = nowMs;
    }

    void takeUp() {
        List<WaitingDecision> waiting =
                account.book().waiting().stream()
                        .filter(one -> one.decided() != null)
                        .sorted(Comparator.comparingLong(one -> one.decided().at()))
                        .toList();
        if (waiting.isEmpty()) {
            return;
        }
        Map<String, JudgedOffence> offences = Offences.at(ladder, account, nowMs);
        Incidents incidents = new Incidents(ladder, account, offences, nowMs);
        for (WaitingDecision one : waiting) {
            takeUp(one, new Proposals(ladder, account, incidents, nowMs), incidents);
        }
        account.book(
                account.book()
                        .withWaiting(
                                account.book().waiting().stream()
                                        .filter(one -> one.decided() == null)
                                        .toList()));
    }

    private void takeUp(WaitingDecision one, Proposals proposals, Incidents incidents) {
        StandingDecided decision = one.decided();
        boolean isOpen =
                one.reread()
                        ? proposals.wasProposed(decision)
                        : proposals.isOpen(decision, incidents.ranked(nowMs, false));
        if (isOpen) {
            AccountBook book = account.book();
            List<StandingDecided> all = new ArrayList<>(book.decisions());
            all.add(decision);
            account.book(
                    book.withDecisions(
                            List.copyOf(
                                    all.subList(
                                            Math.max(0, all.size() - AccountLimits.DECISIONS),
                                            all.size()))));
        } else if (!one.reread()) {
            published
                    .refused()
                    .add(
                            new FoldOutput.Refused(
                                    "PROPOSAL_NOT_OPEN",
                                    "proposalId: expected a proposal that is open or deferred, got"
                                            + " '"
                                            + decision.proposalId()
                                            + "'; look at the standing of the account and decide"
                                            + " the proposal that it names",
                                    decision.proposalId(),
                                    one.position()));
        }
    }
}

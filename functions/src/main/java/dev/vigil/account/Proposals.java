package dev.vigil.account;

import dev.vigil.schema.account.KeptSending;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ProposalBuilder;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.StandingDecided;
import java.util.Comparator;
import java.util.List;

/**
 * Proposals to end a service, and what persons decided. A decision remains as long as the strikes
 * were there when it was taken, by what is known now: their expiry later changes nothing, their
 * fall does. One that is disputed was there.
 */
final class Proposals {
    private static final long MAX_DEFERRAL_MS = 30 * Moments.DAY_MS;

    private final StrikeLadder ladder;
    private final Account account;
    private final Incidents incidents;
    private final long nowMs;
    private final String prefix;

    Proposals(StrikeLadder ladder, Account account, Incidents incidents, long nowMs) {
        this.ladder = ladder;
        this.account = account;
        this.incidents = incidents;
        this.nowMs = nowMs;
        this.prefix = account.id("proposal", "");
    }

    /** Null while the service goes on. */
    StandingDecided ended() {
        return endedBy(Long.MAX_VALUE);
    }

    private StandingDecided endedBy(long atMs) {
        StandingDecided decided = carriedOutBy(atMs);
        StandingDecided still = decided == null ? stillEnded() : null;
        return still != null && still.at() <= atMs ? still : decided;
    }

    /**
     * What was carried out remains though its facts are forgotten or another ladder counts
     * otherwise, until an offence from before it falls.
     */
    private StandingDecided stillEnded() {
        Proposal known = account.book().proposal();
        boolean isEnded =
                account.book().endedAt() == null
                        && known != null
                        && known.state() == ProposalState.CARRIED_OUT;
        if (!isEnded
                || incidents.hasFallenSince(known.decidedAt())
                || wasDeclined(known)
                || isOverturned(anchor(known.proposalId()))
                || wasLifted(known.proposalId(), known.decidedAt(), Long.MAX_VALUE)) {
            return null;
        }
        return new StandingDecided(
                known.proposalId(),
                account.accountId(),
                ProposalDecision.CARRY_OUT,
                null,
                known.by(),
                known.reason(),
                known.decidedAt());
    }

    private boolean wasDeclined(Proposal carriedOut) {
        return account.book().decisions().stream()
                .filter(one -> one.decision() == ProposalDecision.DECLINE)
                .filter(one -> one.proposalId().equals(carriedOut.proposalId()))
                .anyMatch(one -> one.at() <= carriedOut.decidedAt());
    }

    private StandingDecided carriedOutBy(long atMs) {
        return account.book().decisions().stream()
                .filter(one -> one.decision() == ProposalDecision.CARRY_OUT && one.at() <= atMs)
                .filter(one -> wasProposed(one) && !wasDeclined(one))
                .filter(one -> !isOverturned(anchor(one.proposalId())))
                .filter(one -> !wasLifted(one.proposalId(), one.at(), atMs))
                .min(Comparator.comparingLong(StandingDecided::at))
                .orElse(null);
    }

    /**
     * Its strikes fell after it, and the service was given back: should they come back, a person
     * decides anew.
     */
    private boolean wasLifted(String proposalId, long decidedAt, long byMs) {
        String ending = Measures.endingId(anchor(proposalId));
        return account.book().measures().stream()
                .filter(one -> one.id().equals(ending))
                .map(one -> MeasureBook.orNone(one.lift()))
                .filter(KeptSending::isSent)
                .anyMatch(lift -> decidedAt <= lift.issuedAt() && lift.issuedAt() <= byMs);
    }

    /** Whether its strike was one that proposes, when it was decided. */
    boolean wasProposed(StandingDecided decision) {
        return incidentOf(decision, incidents.ranked(decision.at(), true)) != null;
    }

    /** The same strike, by then: whichever of the two was read first. */
    private boolean wasDeclined(StandingDecided decision) {
        Incident of = incidentOf(decision, incidents.ranked(decision.at(), true));
        return of != null && isDeclinedBy(of, decision.at());
    }

    private Incident incidentOf(StandingDecided decision, List<Incident> ranked) {
        String anchor = anchor(decision);
        for (int i = 0; i < ranked.size(); i++) {
            if (proposes(i + 1) && ranked.get(i).offences().contains(anchor)) {
                return ranked.get(i);
            }
        }
        return null;
    }

    private String anchor(StandingDecided decision) {
        return anchor(decision.proposalId());
    }

    private String anchor(String proposalId) {
        return proposalId.startsWith(prefix) ? proposalId.substring(prefix.length()) : "";
    }

    /** An appeal against the end of the service has succeeded: it is not proposed again for it. */
    private boolean isOverturned(String anchor) {
        return Measures.overturned(account).contains(Measures.endingId(anchor));
    }

    private boolean proposes(int strikes) {
        StrikeLadder.Rung rung = ladder.rung(strikes);
        return rung != null && rung.proposes();
    }

    /** Whether a person could decide so then, by the decisions until then. */
    boolean isOpen(StandingDecided decision) {
        long at = decision.at();
        Incident open = endedBy(at) == null ? openAt(incidents.ranked(at, false), at) : null;
        return open != null && open.offences().contains(anchor(decision));
    }

    /** Whether the standing that was read back shows that it was taken up. */
    boolean isPublished(StandingDecided decision) {
        Proposal known = account.book().proposal();
        if (known == null || !known.proposalId().equals(decision.proposalId())) {
            return false;
        }
        boolean isThen = Long.valueOf(decision.at()).equals(known.decidedAt());
        return switch (decision.decision()) {
            case CARRY_OUT -> isThen && known.state() == ProposalState.CARRIED_OUT;
            case DECLINE -> isThen && known.state() == ProposalState.DECLINED;
            // Open again once it has ended; a standing of then has its end.
            case DEFER ->
                    decision.by().equals(known.by())
                            && Long.valueOf(deferredUntil(decision)).equals(known.decideBy());
        };
    }

    private static long deferredUntil(StandingDecided deferred) {
        long latest = deferred.at() + MAX_DEFERRAL_MS;
        return deferred.until() == null ? latest : Math.min(latest, deferred.until());
    }

    /**
     * Whether the standing that was read back is of later and shows that it was not taken up, or is
     * no longer in force: what fell by then and holds again now leaves no trace. A standing is as
     * new as the last strike.
     */
    boolean isPublishedUndecided(StandingDecided decision) {
        Proposal known = account.book().proposal();
        Long countsAt = account.book().countsAt();
        if (known == null || countsAt == null || decision.at() >= countsAt) {
            return false;
        }
        boolean isOpen =
                known.proposalId().equals(decision.proposalId())
                        && (known.state() == ProposalState.OPEN
                                || known.state() == ProposalState.DEFERRED);
        return switch (decision.decision()) {
            case CARRY_OUT -> known.state() != ProposalState.CARRIED_OUT;
            case DECLINE -> isOpen;
            case DEFER -> isOpen && known.by() == null;
        };
    }

    /** The strike that a person has to decide about; null for none. */
    Incident open(List<Incident> ranked) {
        return openAt(ranked, Long.MAX_VALUE);
    }

    private Incident openAt(List<Incident> ranked, long atMs) {
        for (int i = 0; i < ranked.size(); i++) {
            Incident one = ranked.get(i);
            if (proposes(i + 1)
                    && !isDeclinedBy(one, atMs)
                    && one.offences().stream().noneMatch(this::isOverturned)) {
                return one;
            }
        }
        return null;
    }

    private boolean isDeclinedBy(Incident incident, long atMs) {
        StandingDecided declined = declined(incident);
        return declined != null && declined.at() <= atMs;
    }

    /** The decision to leave it; null for none. */
    StandingDecided declined(Incident incident) {
        return about(incident, ProposalDecision.DECLINE).stream()
                .min(Comparator.comparingLong(StandingDecided::at))
                .orElse(null);
    }

    private List<StandingDecided> about(Incident incident, ProposalDecision decision) {
        return account.book().decisions().stream()
                .filter(one -> one.decision() == decision)
                .filter(one -> incident.offences().contains(anchor(one)))
                .toList();
    }

    Proposal openOf(Incident incident) {
        StandingDecided deferred =
                about(incident, ProposalDecision.DEFER).stream()
                        .max(Comparator.comparingLong(StandingDecided::at))
                        .orElse(null);
        long decideBy = incident.from() + ladder.decisionDays() * Moments.DAY_MS;
        if (deferred != null) {
            decideBy = deferredUntil(deferred);
        }
        boolean isDeferred = deferred != null && nowMs < decideBy;
        return ProposalBuilder.builder()
                .proposalId(prefix + incident.anchor())
                .state(isDeferred ? ProposalState.DEFERRED : ProposalState.OPEN)
                .openedAt(incident.from())
                .decideBy(decideBy)
                .by(deferred == null ? null : deferred.by())
                .reason(deferred == null ? null : deferred.reason())
                .build();
    }

    /**
     * The last proposal, as it is now: the one that was carried out, else the open one, else the
     * one that was declined, else what became of the one before. Null for none.
     */
    Proposal last(List<Incident> ranked, StandingDecided ended, Incident open) {
        if (ended != null) {
            return decided(ended, ProposalState.CARRIED_OUT);
        } else if (open != null) {
            return openOf(open);
        }
        StandingDecided declined =
                account.book().decisions().stream()
                        .filter(one -> one.decision() == ProposalDecision.DECLINE)
                        .filter(this::wasProposed)
                        .max(Comparator.comparingLong(StandingDecided::at))
                        .orElse(null);
        Proposal before = before();
        if (declined == null) {
            return before;
        }
        Proposal decided = decided(declined, ProposalState.DECLINED);
        return before != null && before.openedAt() > decided.openedAt() ? before : decided;
    }

    private Proposal decided(StandingDecided decision, ProposalState state) {
        Proposal known = account.book().proposal();
        Incident incident = incidentOf(decision, incidents.ranked(decision.at(), true));
        boolean isKnown = incident == null && known != null;
        long openedAt =
                isKnown ? known.openedAt() : incident == null ? decision.at() : incident.from();
        return ProposalBuilder.builder()
                .proposalId(decision.proposalId())
                .state(state)
                .openedAt(openedAt)
                .by(decision.by())
                .reason(decision.reason())
                .decidedAt(decision.at())
                .build();
    }

    private Proposal before() {
        Proposal known = account.book().proposal();
        boolean isDone =
                known == null
                        || known.state() == ProposalState.DECLINED
                        || account.book().endedAt() != null;
        return isDone ? known : known.with().state(ProposalState.VOID).decideBy(null).build();
    }
}

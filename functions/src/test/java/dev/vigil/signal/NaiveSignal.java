package dev.vigil.signal;

import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalDecided;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.schema.signal.SignalOpinion;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.wire.SignalContent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a signal may do, read off the facts from scratch. */
final class NaiveSignal {
    /** What may be got wrong. */
    enum Fault {
        NONE,
        /** No dispute is a confirmation. */
        SILENCE_CONFIRMS,
        /** A confirmation of this site, come back from a peer, counts as a peer's. */
        OWN_ORIGIN_COUNTS,
        /** Who has sent a signal confirms it. */
        ORIGIN_CONFIRMS,
        /** A confirmation of another recording counts. */
        OTHER_CONTENT_COUNTS,
        /** A confirmation by a rule counts. */
        RULE_COUNTS,
        /** A dispute that counts stops nothing. */
        DISPUTE_IGNORED,
        /** A dispute of any peer stops what a person has confirmed. */
        ANY_DISPUTE_STOPS,
        /** It is not confirmed, and it is searched under a work of this site. */
        QUARANTINED_UNDER_LOCAL_WORK,
        /** Of two works the first is taken. */
        FIRST_WORK,
        /** What its origin took back goes on. */
        WITHDRAWAL_IGNORED,
        /** It goes on after its end. */
        END_IGNORED
    }

    private final Fault fault;
    private SignalShared signal;
    private SignalDecided decided;
    private long decidedAt;
    private List<String> works = List.of();
    private final Map<String, SignalFact> opinions = new HashMap<>();

    NaiveSignal(List<SignalFact> facts, Fault fault) {
        this.fault = fault;
        for (SignalFact fact : facts) {
            switch (fact.kind()) {
                case SIGNAL -> {
                    if (signal == null || fact.signal().version() > signal.version()) {
                        signal = fact.signal();
                    }
                }
                case OPINION ->
                        opinions.merge(
                                fact.sender(),
                                fact,
                                (known, now) ->
                                        now.opinion().version() > known.opinion().version()
                                                ? now
                                                : known);
                case DECIDED -> {
                    if (decided == null || fact.decided().at() > decided.at()) {
                        decided = fact.decided();
                        decidedAt = fact.receivedAt();
                    }
                }
                default -> works = fact.works();
            }
        }
    }

    private boolean is(Fault planted) {
        return fault == planted;
    }

    private boolean isAboutIt(String content) {
        return is(Fault.OTHER_CONTENT_COUNTS) || content.equals(SignalContent.published(signal));
    }

    private OpinionKind person() {
        return decided == null || !isAboutIt(decided.contentDigest())
                ? OpinionKind.NONE
                : decided.opinion();
    }

    /** The work that it is searched under, and whether it is on the list. */
    record Place(String workId, boolean listed) {
        static final Place NOWHERE = new Place(null, false);
    }

    Place place(long nowMs) {
        boolean isBack = signal != null && signal.isWithdrawn() && !is(Fault.WITHDRAWAL_IGNORED);
        boolean isEnded = signal != null && nowMs >= signal.expiresAt() && !is(Fault.END_IGNORED);
        if (signal == null || isBack || isEnded || isStopped()) {
            return Place.NOWHERE;
        }
        boolean isConfirmed = person() == OpinionKind.CONFIRM || isConfirmedByPeers();
        String own = "signal." + signal.signalId();
        if (!isConfirmed) {
            boolean isWrong = is(Fault.QUARANTINED_UNDER_LOCAL_WORK) && works.size() == 1;
            return new Place(isWrong ? works.get(0) : own, false);
        }
        String named = person() == OpinionKind.CONFIRM ? decided.workId() : null;
        if (named != null) {
            return new Place(named, true);
        }
        if (works.size() > 1 && !is(Fault.FIRST_WORK)) {
            return new Place(own, false);
        }
        return new Place(works.isEmpty() ? own : works.get(0), true);
    }

    private boolean isStopped() {
        if (person() == OpinionKind.DISPUTE) {
            return true;
        }
        return !is(Fault.DISPUTE_IGNORED)
                && disputes().stream()
                        .anyMatch(
                                one ->
                                        (one.counts()
                                                        || is(Fault.ANY_DISPUTE_STOPS)
                                                        || one.sender().equals(signal.origin()))
                                                && (person() != OpinionKind.CONFIRM
                                                        || one.receivedAt() > decidedAt));
    }

    private Collection<SignalFact> disputes() {
        return opinions.values().stream()
                .filter(one -> isAboutIt(one.opinion().contentDigest()))
                .filter(one -> !one.sender().equals(TestingSignals.HERE))
                .filter(one -> one.opinion().opinion() == OpinionKind.DISPUTE)
                .toList();
    }

    private boolean isConfirmedByPeers() {
        if (!disputes().isEmpty()) {
            return false;
        }
        return is(Fault.SILENCE_CONFIRMS)
                || opinions.values().stream()
                                .map(SignalFact::opinion)
                                .filter(this::isConfirmation)
                                .count()
                        >= 2;
    }

    private boolean isConfirmation(SignalOpinion one) {
        boolean isOurs = one.origin().equals(TestingSignals.HERE);
        boolean isSenders = one.origin().equals(signal.origin());
        boolean isPersons = one.isConfirmedByPerson() || is(Fault.RULE_COUNTS);
        return one.opinion() == OpinionKind.CONFIRM
                && isPersons
                && isAboutIt(one.contentDigest())
                && (!isOurs || is(Fault.OWN_ORIGIN_COUNTS))
                && (!isSenders || is(Fault.ORIGIN_CONFIRMS));
    }
}

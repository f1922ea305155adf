package dev.vigil.signal;

import dev.vigil.register.Identifiers;
import dev.vigil.register.UnreadableId;
import dev.vigil.schema.rights.IdScheme;
import dev.vigil.schema.rights.WorkIds;
import dev.vigil.schema.signal.KeptOpinion;
import dev.vigil.schema.signal.KeptSignalDecision;
import dev.vigil.schema.signal.NamedWorks;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalKind;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.signal.SignalState;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a signal may do: it follows from all that is known of it, in whatever order it arrived. */
public final class SignalFold {
    public static final String WORK_AMBIGUOUS = "WORK_AMBIGUOUS";
    public static final String WORK_UNKNOWN = "WORK_UNKNOWN";
    public static final String PEER_DISPUTES = "PEER_DISPUTES";
    public static final String FORGED_EVIDENCE = "FORGED_EVIDENCE";

    /** What is over is kept so much longer, so that an old record of it brings nothing back. */
    static final long KEPT_MS = 30L * 24 * 3_600_000;

    private static final int MOST_NAMED = 5;

    private final SignalRules rules;
    private final SignalFacts facts;
    private final SignalShared signal;
    private final KeptSignalDecision decision;
    private final List<KeptOpinion> others;
    private final List<String> works;

    private SignalFold(SignalRules rules, SignalFacts facts) {
        this.rules = rules;
        this.facts = facts;
        signal = facts.book().signal();
        decision = facts.decision();
        others =
                facts.valid().stream()
                        .filter(one -> !one.opinion().origin().equals(rules.origin()))
                        .toList();
        works = works(facts, rules.identifiers());
    }

    /**
     * @param facts of a signal that has come
     * @param nowMs event time (UTC epoch ms)
     */
    public static SignalOutcome at(SignalFacts facts, SignalRules rules, long nowMs) {
        return new SignalFold(rules, facts).at(nowMs);
    }

    /** Identifiers of a signal in normal form, SCHEME:value; those that can't be read are none. */
    public static Set<String> identifiers(SignalShared signal, Identifiers identifiers) {
        Set<String> ids = new TreeSet<>();
        if (signal.work() == null || signal.work().ids() == null) {
            return ids;
        }
        for (WorkIds.Id id : signal.work().ids().all()) {
            if (id.scheme() == IdScheme.REGISTRATION_NO) {
                // Several works may be on one certificate of registration.
                continue;
            }
            try {
                ids.add(id.scheme() + ":" + identifiers.normal(id.scheme(), id.value()));
            } catch (UnreadableId unreadable) {
                // A peer may know more schemes, or have mistyped one: the others count.
            }
        }
        return ids;
    }

    private static List<String> works(SignalFacts facts, Identifiers identifiers) {
        Set<String> works = new TreeSet<>();
        for (String id : identifiers(facts.book().signal(), identifiers)) {
            NamedWorks named = facts.works().get(id);
            if (named != null) {
                works.addAll(named.works());
            }
        }
        return works.stream().limit(MOST_NAMED).toList();
    }

    private SignalOutcome at(long nowMs) {
        if (signal.isWithdrawn()) {
            return over(SignalState.WITHDRAWN, facts.book().receivedAt());
        }
        if (nowMs >= signal.expiresAt()) {
            return over(SignalState.EXPIRED, signal.expiresAt());
        }
        if (signal.origin().equals(rules.origin())) {
            String reason = disputes() > 0 ? PEER_DISPUTES : null;
            return live(isWhole(SignalState.SHARED), reason, null);
        }
        if (!facts.isWhole()) {
            return live(SignalState.INCOMPLETE, null, null);
        }
        if (isDisputed()) {
            return live(SignalState.DISPUTED, null, null);
        }
        return signal.kind() == SignalKind.ABUSE ? reported() : imported();
    }

    /** Peers alone put no notifier on WATCH: a person here agrees, or it stays a report. */
    private SignalOutcome reported() {
        if (decision == null) {
            return live(SignalState.REPORTED, FORGED_EVIDENCE, null);
        }
        boolean isNews = others.stream().anyMatch(this::isNewDispute);
        return live(SignalState.WATCHED, isNews ? PEER_DISPUTES : null, null);
    }

    private SignalState isWhole(SignalState whole) {
        return facts.isWhole() ? whole : SignalState.INCOMPLETE;
    }

    /** By a person here, by who sent it, or by a peer that is mostly right, later than a person. */
    private boolean isDisputed() {
        if (decision != null && decision.decided().opinion() == OpinionKind.DISPUTE) {
            return true;
        }
        return others.stream().anyMatch(one -> isNewDispute(one) && stops(one));
    }

    private boolean stops(KeptOpinion one) {
        return one.counts() || one.opinion().origin().equals(signal.origin());
    }

    /** A person who confirms it knows of what was said before. */
    private boolean isNewDispute(KeptOpinion one) {
        return one.opinion().isDispute()
                && (decision == null || one.receivedAt() > decision.receivedAt());
    }

    private SignalOutcome imported() {
        boolean isByPerson = decision != null;
        boolean isByPeers = confirmations() >= rules.confirmations() && disputes() == 0;
        String own = SignalName.here(signal.signalId());
        if (!isByPerson && !isByPeers) {
            return live(SignalState.QUARANTINED, null, own);
        }
        String named = isByPerson ? decision.decided().workId() : null;
        if (named == null && works.size() > 1) {
            return live(SignalState.QUARANTINED, WORK_AMBIGUOUS, own);
        }
        String work = named != null ? named : works.isEmpty() ? own : works.get(0);
        boolean isUnknown = work.equals(own) && !isByPerson;
        boolean isNews = others.stream().anyMatch(this::isNewDispute);
        String reason = isNews ? PEER_DISPUTES : isUnknown ? WORK_UNKNOWN : null;
        return live(SignalState.ACTIVE, reason, work);
    }

    /** Of platforms that have not sent it. */
    private int confirmations() {
        return (int)
                others.stream()
                        .map(KeptOpinion::opinion)
                        .filter(one -> one.isConfirmedByPerson())
                        .filter(one -> !one.origin().equals(signal.origin()))
                        .count();
    }

    private int disputes() {
        return (int) others.stream().filter(one -> one.opinion().isDispute()).count();
    }

    private SignalOutcome live(SignalState state, String reason, String workId) {
        return outcome(state, reason, workId, asOf(), signal.expiresAt());
    }

    private SignalOutcome over(SignalState state, long atMs) {
        return outcome(state, null, null, Math.max(atMs, asOf()), atMs + KEPT_MS);
    }

    private SignalOutcome outcome(
            SignalState state, String reason, String workId, long asOf, long nextAt) {
        return new SignalOutcome(
                state, reason, workId, works, confirmations(), disputes(), asOf, nextAt);
    }

    private long asOf() {
        long ofSignal = Math.max(facts.book().receivedAt(), facts.book().wholeAt());
        KeptSignalDecision last = facts.book().decision();
        Stream<Long> later =
                Stream.of(
                                Stream.of(last == null ? 0 : last.receivedAt()),
                                facts.valid().stream().map(KeptOpinion::receivedAt),
                                identifiers(signal, rules.identifiers()).stream()
                                        .map(facts.works()::get)
                                        .filter(named -> named != null)
                                        .map(NamedWorks::at))
                        .flatMap(some -> some);
        return later.reduce(ofSignal, Math::max);
    }
}

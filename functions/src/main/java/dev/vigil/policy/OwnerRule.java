package dev.vigil.policy;

import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.OtherSense;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import java.util.Comparator;
import java.util.Objects;

/**
 * What the owners of a work wish for a match in a territory: the first rule of each that the match
 * meets; of several owners the strictest.
 *
 * @param stopBy when a wish to restrict is carried out that waits until then, this one or that of
 *     another owner (UTC epoch ms); null for none
 * @param offerRef where the owner offers a license; null for none
 */
record OwnerRule(Action action, MatchPolicy policy, Long stopBy, String offerRef) {
    /** Of equal actions the one that ends first, then that of the first owner by id. */
    private static final Comparator<OwnerRule> STRICTEST =
            Comparator.comparing((OwnerRule wish) -> wish.action())
                    .thenComparing(
                            wish -> wish.stopBy(), Comparator.nullsFirst(Comparator.reverseOrder()))
                    .thenComparing(wish -> wish.policy().ownerId(), Comparator.reverseOrder());

    static OwnerRule of(Case judged, MatchRule rule, OwnerShare share, MatchPolicy policy) {
        Action action = local(rule, share);
        Long stopBy = action.blocks() ? judged.stopBy(rule) : null;
        return stopBy == null || judged.timeMs() >= stopBy
                ? new OwnerRule(action, policy, null, rule.offerRef())
                : new OwnerRule(Action.WARN, policy, stopBy, rule.offerRef());
    }

    /** True where the owner does not want the match, even if it waits. */
    boolean restricts() {
        return action.blocks() || stopBy != null;
    }

    /**
     * The strictest of all owners, with the earliest wish of any of them that waits.
     *
     * @param earliest null for none
     */
    OwnerRule until(Long earliest) {
        return action.blocks() || Objects.equals(stopBy, earliest)
                ? this
                : new OwnerRule(action, policy, earliest, offerRef);
    }

    /**
     * @param known null for none
     */
    static OwnerRule stricter(OwnerRule known, OwnerRule other) {
        return known == null || STRICTEST.compare(other, known) >= 0 ? other : known;
    }

    /** A block that does not hold everywhere is one of its territory. */
    private static Action local(MatchRule rule, OwnerShare share) {
        boolean limited =
                !rule.everywhere() || !share.everywhere() || !share.exceptTerritories().isEmpty();
        return rule.action() == Action.BLOCK && limited ? Action.GEO_BLOCK : rule.action();
    }

    /** True where the match meets all that the rule asks but for its territory. */
    static boolean meets(Case judged, MatchRule rule) {
        Evidence evidence = judged.evidence();
        long refMs = evidence.refEndMs() - evidence.refStartMs();
        return isAskedFor(rule.modality(), evidence)
                && (rule.matchMs() == null || judged.usedMs() >= rule.matchMs())
                && (rule.refMs() == null || refMs >= rule.refMs())
                && isShare(evidence.matchedMs(), sessionMs(judged), rule.matchPct())
                && isShare(refMs, workMs(judged.work()), rule.refPct());
    }

    /**
     * A match of sound meets a rule for sound, one of pictures that for pictures; where both run
     * along one recording, each of them also meets a rule for both.
     */
    private static boolean isAskedFor(Modality modality, Evidence evidence) {
        return modality == null
                || modality == evidence.modality()
                || modality == Modality.AV && evidence.otherSense() == OtherSense.IN_STEP;
    }

    private static boolean isShare(long partMs, Long wholeMs, Double leastPct) {
        return leastPct == null || wholeMs != null && 100.0 * partMs >= leastPct * wholeMs;
    }

    /** What was analysed of a live stream; null for an upload, whose length is not known. */
    private static Long sessionMs(Case judged) {
        return judged.context().kind() == SessionKind.LIVE ? judged.evidence().queryEndMs() : null;
    }

    private static Long workMs(RegisteredWork work) {
        return work.durationMs();
    }
}

package dev.vigil.account;

import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.account.GroundFact;
import dev.vigil.schema.account.GroundState;
import dev.vigil.schema.account.KeptGround;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import java.util.stream.Stream;

/**
 * Whether a list entry or a reference stands. Of an entry the highest version counts, of reviews
 * the latest; of two at once the one that clears people. A window that ends, and a withdrawal of an
 * entry that was right, change nothing.
 */
public final class Grounds {
    private static final String LIST = GroundFact.ofEntry("");

    private Grounds() {}

    /** What may fall of a reason: its entry and its references. */
    static Stream<String> of(OffenceReason reason) {
        Stream<String> references = reason.references().stream().map(GroundFact::ofReference);
        return reason.ground().startsWith(LIST)
                ? Stream.concat(Stream.of(reason.ground()), references)
                : references;
    }

    /**
     * @param known null for none
     */
    public static KeptGround on(KeptGround known, GroundFact fact) {
        KeptGround before = known == null ? KeptGround.NEW : known;
        return switch (fact.kind()) {
            case ENTRY -> entered(before, fact.entry());
            case REVIEW -> reviewed(before, fact.review());
            default ->
                    throw new IllegalStateException(
                            "ground: expected an entry or a review, got " + fact.kind());
        };
    }

    private static KeptGround entered(KeptGround known, ListEntry entry) {
        return changed(known, !entry.wasMistaken(), entry.version(), entry.goneAt());
    }

    private static KeptGround reviewed(KeptGround known, ReferenceReview review) {
        return switch (review.outcome()) {
            case CONFIRMED -> changed(known, true, review.at(), review.at());
            case QUARANTINED -> changed(known, false, review.at(), review.at());
            case OVERTURNED, ASSERTED -> known;
        };
    }

    private static KeptGround changed(KeptGround known, boolean stands, long version, long at) {
        boolean isLater =
                version > known.version()
                        || version == known.version() && known.stands() && !stands;
        return isLater ? known.with().stands(stands).version(version).at(at).build() : known;
    }

    /** The offence that a person has found no ground for; null where the fact is another. */
    public static String overturned(GroundFact fact) {
        return fact.kind() == GroundFact.Kind.REVIEW
                        && fact.review().outcome() == ReviewOutcome.OVERTURNED
                ? CaseFact.ofSession(fact.review().sessionId())
                : null;
    }

    /** For every offence that rests on it. */
    public static GroundState state(String ground, KeptGround known) {
        return new GroundState(ground, null, known.stands(), known.version(), known.at());
    }

    /** For one that was found to be a mistake. */
    public static GroundState overturned(String ground, String offenceId, long at) {
        return new GroundState(ground, offenceId, false, at, at);
    }
}

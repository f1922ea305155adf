package dev.vigil.schema.register;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.ReservedId;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What a party says that it owns of a work: {@code work.claimed}. One of each party and work, the
 * higher version wins.
 */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record WorkClaim(
        @Described(
                        "The work; an id that does not begin with staydown. or signal. With"
                                + " claimant it is the record's key: workId/claimant.")
                String workId,
        @Described("The party that claims: the ownerId of its policies and authorizations.")
                String claimant,
        @Described(
                        value =
                                "Counts up with every change. The highest counts, whatever arrives"
                                        + " last.",
                        unit = Unit.FROM_1)
                long version,
        @Described("What it owns, 1 to 100 shares, each with ownerId the claimant.")
                List<OwnerShare> shares,
        @Described("Reference to a contract or another proof, for people of the claimant alone.")
                @MayBeMissing
                String evidenceRef,
        @Described(value = "When the party made it.", unit = Unit.EPOCH_MS) long at,
        @Described(
                        value =
                                "When it was taken back: it is as if it had never been. Missing"
                                        + " while it holds.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long withdrawnAt,
        @Described(
                        "Ed25519 signature of the claimant, Base64 of 64 bytes, over the line"
                                + " vigil.work.claim.v1, a line feed and the canonical JSON (RFC"
                                + " 8785) of this record without signature. Needed where the site"
                                + " has keys of parties.")
                @MayBeMissing
                String signature)
        implements WorkClaimBuilder.With {
    /** Shares of one claim. */
    public static final int MOST_SHARES = 100;

    public WorkClaim {
        ReservedId.refuse("workId", Check.id("workId", workId));
        Check.id("claimant", claimant);
        Check.range("version", version, 1, Long.MAX_VALUE);
        shares = Check.list("shares", shares, 1, MOST_SHARES);
        Check.optionalText("evidenceRef", evidenceRef, 2_000);
        Check.timeMs("at", at);
        Check.optionalTimeMs("withdrawnAt", withdrawnAt);
        Check.optionalText("signature", signature, 200);
    }

    /** The key of the record. */
    public String key() {
        return workId + "/" + claimant;
    }

    public boolean isWithdrawn() {
        return withdrawnAt != null;
    }

    /** As it is kept and published: no proof, no signature, and no shares once it is withdrawn. */
    public WorkClaim counted() {
        return with().evidenceRef(null)
                .signature(null)
                .shares(isWithdrawn() ? shares.subList(0, 1) : shares)
                .build();
    }

    /** Whether this one stays where both have come, in whatever order. */
    public boolean supersedes(WorkClaim other) {
        return version != other.version
                ? version > other.version
                : toString().compareTo(other.toString()) > 0;
    }
}

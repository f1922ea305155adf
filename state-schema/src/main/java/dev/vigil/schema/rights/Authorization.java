package dev.vigil.schema.rights;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.ReservedId;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * A permission: granted, amended, or revoked where {@code revokedAt} is set. The higher version
 * wins. A revocation carries the whole record, so that times before it can still be judged.
 */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record Authorization(
        @Described(
                        "Given by who publishes it, unique among all authorizations. It is the"
                                + " record's key.")
                String authorizationId,
        @Described(
                        value =
                                "Counts up with every change, a revocation too. The highest counts,"
                                        + " whatever arrives last.",
                        unit = Unit.FROM_1)
                long version,
        @Described(
                        "Who gives the permission: the ownerId of the works, where owners are"
                                + " registered. An authorization by another party leads to REVIEW.")
                @MayBeMissing
                String grantor,
        @Described("Who may show the works: an account, channel or organisation id.")
                String grantee,
        @Described(
                        "Works that it is for, 1 to 1,000; ids that do not begin with staydown. or"
                                + " signal.")
                List<String> workIds,
        @Described(
                        "Rights that it grants: LIVE_RELAY is needed by live sessions, ON_DEMAND by"
                                + " uploads.")
                List<RightType> rightTypes,
        @Described(
                        value = "Where it holds. Missing or empty means everywhere.",
                        unit = Unit.TERRITORY)
                @MayBeMissing
                List<String> territories,
        @Described(value = "First moment at which it holds.", unit = Unit.EPOCH_MS) long from,
        @Described(
                        value =
                                "First moment at which it no longer holds. Missing means without"
                                        + " end.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long to,
        @Described(
                        value =
                                "Longest use of a work that is allowed, of one account in a rolling"
                                        + " window (option excerpt.window, a day by default)."
                                        + " Missing means all of it.",
                        unit = Unit.MS)
                @MayBeMissing
                Long maxExcerptMs,
        @Described(
                        value =
                                "When it was revoked; sound before that is still judged by it."
                                        + " Missing while it is not.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long revokedAt,
        @Described("Why it was revoked, for people.") @MayBeMissing String revocationReason,
        @Described("Reference to the contract or another proof, for people.") @MayBeMissing
                String evidenceRef)
        implements AuthorizationBuilder.With {
    public Authorization {
        Check.id("authorizationId", authorizationId);
        Check.range("version", version, 1, Long.MAX_VALUE);
        Check.optionalText("grantor", grantor, 200);
        Check.id("grantee", grantee);
        workIds = Check.list("workIds", workIds, 1, 1_000);
        workIds.forEach(work -> ReservedId.refuse("workIds", Check.id("workIds", work)));
        rightTypes = Check.list("rightTypes", rightTypes, 1, 10);
        territories = Check.territories("territories", territories);
        Check.timeMs("from", from);
        Check.optionalTimeMs("to", to);
        Check.span("to", from, to);
        if (maxExcerptMs != null) {
            Check.range("maxExcerptMs", maxExcerptMs, 0, Long.MAX_VALUE);
        }
        Check.optionalTimeMs("revokedAt", revokedAt);
        Check.optionalText("revocationReason", revocationReason, 2_000);
        Check.optionalText("evidenceRef", evidenceRef, 2_000);
    }

    /**
     * Whether this one stays where both have come, in whatever order. Two of one version are a
     * mistake of their sender: every task must choose the same, so the one whose text is greater.
     */
    public boolean supersedes(Authorization other) {
        return version != other.version
                ? version > other.version
                : toString().compareTo(other.toString()) > 0;
    }
}

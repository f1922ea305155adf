package dev.vigil.schema.event;

import java.util.List;

/**
 * A permission: granted, amended, or revoked where {@code revokedAt} is set. The higher version
 * wins. A revocation carries the whole record, so that times before it can still be judged.
 *
 * @param grantee an account, channel or organisation id
 * @param territories empty means everywhere
 * @param from first moment (UTC epoch ms), inclusive
 * @param to first moment after it, or null for no end
 * @param maxExcerptMs most of a work that may be used, or null for all of it
 */
public record Authorization(
        String authorizationId,
        long version,
        @MayBeMissing String grantor,
        String grantee,
        List<String> workIds,
        List<RightType> rightTypes,
        @MayBeMissing List<String> territories,
        long from,
        @MayBeMissing Long to,
        @MayBeMissing Long maxExcerptMs,
        @MayBeMissing Long revokedAt,
        @MayBeMissing String revocationReason,
        @MayBeMissing String evidenceRef) {
    public Authorization {
        Check.id("authorizationId", authorizationId);
        Check.range("version", version, 1, Long.MAX_VALUE);
        Check.optionalText("grantor", grantor, 200);
        Check.id("grantee", grantee);
        workIds = Check.list("workIds", workIds, 1, 1_000);
        workIds.forEach(work -> Check.id("workIds", work));
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

package dev.vigil.client.act;

import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.AuthorizationBuilder;
import dev.vigil.schema.rights.RightType;
import java.time.Duration;
import java.util.List;

/**
 * What is granted, or changed of what was. Null where it stays as it was, and where nothing was, as
 * named here.
 *
 * @param grantee account, channel or organisation
 * @param rights all
 * @param territories everywhere
 * @param from first moment (UTC epoch ms); a day ago
 * @param to first moment after it (UTC epoch ms); no end
 * @param maxExcerptMs limit of a work in the rolling window; all of it
 * @param grantor who grants it
 * @param evidenceRef where the contract is
 */
public record AuthorizationTerms(
        String grantee,
        List<String> works,
        List<RightType> rights,
        List<String> territories,
        Long from,
        Long to,
        Long maxExcerptMs,
        String grantor,
        String evidenceRef) {
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    /** The next version; what it lacks is found by the record itself. */
    Authorization after(String id, Authorization before, long nowMs) {
        boolean known = before != null;
        return AuthorizationBuilder.builder()
                .authorizationId(id)
                .version(known ? before.version() + 1 : 1)
                .grantor(or(grantor, known ? before.grantor() : null))
                .grantee(or(grantee, known ? before.grantee() : null))
                .workIds(or(works, known ? before.workIds() : null))
                .rightTypes(or(rights, known ? before.rightTypes() : List.of(RightType.values())))
                .territories(or(territories, known ? before.territories() : null))
                .from(or(from, known ? (Long) before.from() : (Long) (nowMs - DAY_MS)))
                .to(or(to, known ? before.to() : null))
                .maxExcerptMs(or(maxExcerptMs, known ? before.maxExcerptMs() : null))
                .revokedAt(known ? before.revokedAt() : null)
                .revocationReason(known ? before.revocationReason() : null)
                .evidenceRef(or(evidenceRef, known ? before.evidenceRef() : null))
                .build();
    }

    private static <T> T or(T given, T otherwise) {
        return given != null ? given : otherwise;
    }
}

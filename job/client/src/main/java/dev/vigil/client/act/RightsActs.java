package dev.vigil.client.act;

import dev.vigil.schema.register.ConflictDecided;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.register.WorkClaimBuilder;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What is registered, claimed, decided, granted and wished of works. Each replaces what was there
 * with the next version of it. {@code nowMs} is UTC epoch ms.
 */
public final class RightsActs {
    private RightsActs() {}

    /**
     * Who owns a work, and how much of it may be quoted; what else is registered of it stays.
     *
     * @param work of any version
     */
    public static Act register(ActFacts known, RegisteredWork work, long nowMs) throws IOException {
        RegisteredWork next =
                known.work(work.workId())
                        .map(
                                before ->
                                        before.with()
                                                .version(before.version() + 1)
                                                .durationMs(work.durationMs())
                                                .excerptMs(work.excerptMs())
                                                .excerptPct(work.excerptPct())
                                                .owners(work.owners())
                                                .build())
                        .orElseGet(() -> work.with().version(1).build());
        return Act.of(Topic.WORKS, EventType.WORK_REGISTERED, work.workId(), nowMs, next);
    }

    /**
     * What a party owns of a work. It may be signed before it is sent, see {@link Act#having}.
     *
     * @param claim all but its version
     */
    public static Act claim(ActFacts known, WorkClaimBuilder claim) throws IOException {
        long last = known.claimVersion(claim.workId(), claim.claimant());
        WorkClaim next = claim.version(last + 1).build();
        return Act.of(Topic.CLAIMS, EventType.WORK_CLAIMED, next.key(), next.at(), next);
    }

    /** Whose claims do not count, by a document. */
    public static Act decideConflict(ConflictDecided decided) {
        return Act.of(
                Topic.REGISTER_DECISIONS,
                EventType.CONFLICT_DECIDED,
                decided.workId(),
                decided.at(),
                decided);
    }

    /** An authorization; one that exists is granted anew in full. */
    public static Act grant(ActFacts known, String id, AuthorizationTerms terms, long nowMs)
            throws IOException {
        if (terms.grantee() == null || terms.works() == null) {
            throw new FieldRefused(
                    "grant.parts",
                    "authorization grant: expected --to and --work, got one of them or none; name"
                            + " the grantee and the works");
        }
        Optional<Authorization> before = known.authorization(id);
        Authorization granted = terms.after(id, null, nowMs);
        return granted(
                before.isEmpty()
                        ? granted
                        : granted.with().version(before.get().version() + 1).build(),
                nowMs);
    }

    /** What is given changes, the rest stays. */
    public static Act amend(ActFacts known, String id, AuthorizationTerms terms, long nowMs)
            throws IOException {
        return granted(terms.after(id, require(known, id, "amend"), nowMs), nowMs);
    }

    private static Act granted(Authorization granted, long nowMs) {
        return Act.of(
                Topic.AUTHORIZATIONS,
                EventType.AUTHORIZATION_GRANTED,
                granted.authorizationId(),
                nowMs,
                granted);
    }

    /**
     * It ends.
     *
     * @param atMs when (UTC epoch ms); what was shown before stays authorized
     * @param reason null where none is given
     */
    public static Act revoke(ActFacts known, String id, long atMs, String reason, long nowMs)
            throws IOException {
        Authorization granted = require(known, id, "revoke");
        Authorization revoked =
                granted.with()
                        .version(granted.version() + 1)
                        .revokedAt(atMs)
                        .revocationReason(reason)
                        .build();
        return Act.of(Topic.AUTHORIZATIONS, EventType.AUTHORIZATION_REVOKED, id, nowMs, revoked);
    }

    private static Authorization require(ActFacts known, String id, String verb)
            throws IOException {
        return known.authorization(id)
                .orElseThrow(
                        () ->
                                new ActRefused(
                                        "authorization.unknown",
                                        "authorization "
                                                + verb
                                                + ": expected a granted authorization, got '"
                                                + id
                                                + "'; see vigil authorization show",
                                        id));
    }

    /**
     * What an owner wishes for matches of its works.
     *
     * @param rules null or empty where it wishes nothing
     * @param isTried it is only tried: verdicts report it, nothing is done
     */
    public static Act policy(
            ActFacts known, String ownerId, List<MatchRule> rules, boolean isTried, long nowMs)
            throws IOException {
        long version = known.policy(ownerId).map(it -> it.version() + 1).orElse(1L);
        MatchPolicy policy =
                new MatchPolicy(ownerId, version, rules, isTried ? Boolean.TRUE : null);
        return Act.of(Topic.POLICIES, EventType.MATCH_POLICY, ownerId, nowMs, policy);
    }
}

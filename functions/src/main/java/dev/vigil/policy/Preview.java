package dev.vigil.policy;

import dev.vigil.schema.enforcement.OrderedMeasure;
import dev.vigil.schema.list.WorkListing;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.FindingBuilder;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.JudgedSessionBuilder;
import dev.vigil.schema.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Judges what was matched by another list than the one in force. The evidence and the context are
 * those of the published verdict, so a match is judged at the time that it was judged at before; an
 * upload is there until now, as the job judges it. What no list changes is made ready once.
 */
public final class Preview {
    /** Null where the verdict has no evidence. */
    private final JudgedSession session;

    private Preview(JudgedSession session) {
        this.session = session;
    }

    /**
     * A verdict whose evidence that nothing has blocked yet is taken for such as may block.
     *
     * @param authorizations that are in force now; those of the work are enough
     * @param owners of a work, with their policies
     * @param nowMs until when an upload is there (UTC epoch ms)
     */
    public static Preview of(
            Verdict verdict,
            Function<String, ? extends Collection<Authorization>> authorizations,
            Function<String, Owners> owners,
            long nowMs) {
        return of(verdict, authorizations, owners, Evidence::ifCounted, nowMs);
    }

    /** The verdict anew, from the verdict and the registers as they were then. */
    public static Preview again(
            Verdict verdict,
            Function<String, ? extends Collection<Authorization>> authorizations,
            Function<String, Owners> owners) {
        return of(verdict, authorizations, owners, UnaryOperator.identity(), null);
    }

    private static Preview of(
            Verdict verdict,
            Function<String, ? extends Collection<Authorization>> authorizations,
            Function<String, Owners> owners,
            UnaryOperator<Evidence> standing,
            Long nowMs) {
        if (verdict.evidence().isEmpty()) {
            return new Preview(null);
        }
        SessionStarted context = context(verdict);
        Long presentUntil = verdict.sessionKind() == SessionKind.UPLOAD ? nowMs : null;
        List<Finding> findings = new ArrayList<>();
        for (Evidence evidence : verdict.evidence()) {
            String workId = evidence.workId();
            findings.add(
                    Rules.lean(
                            FindingBuilder.builder()
                                    .sessionId(verdict.sessionId())
                                    .context(context)
                                    .evidence(standing.apply(evidence))
                                    .authorizations(
                                            naming(authorizations.apply(workId), context, workId))
                                    .authorizationsLoaded(true)
                                    .changes(WorkListing.NONE)
                                    .owners(owners.apply(workId))
                                    .presentUntil(presentUntil)
                                    .build()));
        }
        return new Preview(
                JudgedSessionBuilder.builder()
                        .sessionId(verdict.sessionId())
                        .context(context)
                        .findings(findings)
                        .episode(1)
                        .commanded(OrderedMeasure.NOTHING)
                        .build());
    }

    /** What that list would decide, one decision per territory; empty without evidence. */
    public List<Decision> by(ListIndex list) {
        return session == null ? List.of() : new Ruling(session, list).decisions();
    }

    private static SessionStarted context(Verdict verdict) {
        if (verdict.sessionKind() == null || verdict.accountId() == null) {
            return null;
        }
        return new SessionStarted(
                verdict.sessionId(),
                verdict.sessionKind(),
                verdict.accountId(),
                verdict.channelId(),
                verdict.organisationId(),
                verdict.serviceTerritories(),
                verdict.firstMatchCaptureTime(),
                verdict.title(),
                null);
    }

    private static List<Authorization> naming(
            Collection<Authorization> authorizations, SessionStarted context, String workId) {
        return authorizations.stream()
                .filter(authorization -> authorization.workIds().contains(workId))
                .filter(authorization -> AuthorizationFit.names(authorization, context))
                .sorted(Comparator.comparing(Authorization::authorizationId))
                .toList();
    }
}

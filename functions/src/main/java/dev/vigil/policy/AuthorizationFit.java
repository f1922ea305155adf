package dev.vigil.policy;

import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Authorization;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether an authorization fits a session. It never comes from silence: each test must pass. */
public final class AuthorizationFit {
    /** The last test: who granted it owns the right there, where anybody is registered for it. */
    static final String GRANTOR = "GRANTOR";

    /** Authorizations of one work that an account, channel or organisation has at one time. */
    static final int MOST_NAMED = 100;

    private AuthorizationFit() {}

    /** True where the authorization is given to the session's account, channel or organisation. */
    public static boolean names(Authorization authorization, SessionStarted session) {
        return grantees(session).contains(authorization.grantee());
    }

    /** Whom an authorization for the session may name; none where no {@code started} was seen. */
    public static Set<String> grantees(SessionStarted session) {
        return session == null
                ? Set.of()
                : Stream.of(session.accountId(), session.channelId(), session.organisationId())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** When it ends or was revoked, the earlier of both (UTC epoch ms); null where it goes on. */
    public static Long endsAt(Authorization authorization) {
        Long to = authorization.to();
        Long revokedAt = authorization.revokedAt();
        return to == null || revokedAt != null && revokedAt < to ? revokedAt : to;
    }

    /** True where it had ended by that time (UTC epoch ms). */
    public static boolean isOver(Authorization authorization, long atMs) {
        Long endsAt = endsAt(authorization);
        return endsAt != null && endsAt <= atMs;
    }

    /**
     * Those that a session's match is judged by, by id: what ended before the session began can't
     * fit. Where there are more than {@link #MOST_NAMED} the ones that end last.
     */
    public static List<Authorization> named(
            List<Authorization> authorizations, SessionStarted session) {
        return authorizations.stream()
                .filter(authorization -> !isOver(authorization, session.startAt()))
                .sorted(
                        Comparator.comparing(
                                AuthorizationFit::endsAt,
                                Comparator.nullsFirst(Comparator.reverseOrder())))
                .limit(MOST_NAMED)
                .sorted(Comparator.comparing(Authorization::authorizationId))
                .toList();
    }

    /** The first test that fails, of those before that of the territory. */
    static Optional<String> failureBefore(Authorization authorization, Case judged) {
        if (!authorization.workIds().contains(judged.workId())) {
            return Optional.of("WORK");
        }
        if (!names(authorization, judged.context())) {
            return Optional.of("GRANTEE");
        }
        return authorization.rightTypes().contains(judged.right())
                ? Optional.empty()
                : Optional.of("RIGHT_TYPE");
    }

    /** The first test that fails, of those behind that of the territory; who granted it aside. */
    static Optional<String> failureAfter(Authorization authorization, Case judged) {
        long timeMs = judged.timeMs();
        if (timeMs < authorization.from()) {
            return Optional.of("NOT_YET");
        }
        if (authorization.to() != null && timeMs >= authorization.to()) {
            return Optional.of("EXPIRED");
        }
        if (authorization.revokedAt() != null && timeMs >= authorization.revokedAt()) {
            return Optional.of("REVOKED");
        }
        if (authorization.maxExcerptMs() != null
                && judged.usedMs() > authorization.maxExcerptMs()) {
            return Optional.of("EXCERPT");
        }
        return Optional.empty();
    }

    /** True where every territory is meant. */
    static boolean isEverywhere(Authorization authorization) {
        return authorization.territories().isEmpty() || authorization.territories().contains("*");
    }
}

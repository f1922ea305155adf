package dev.vigil.policy;

import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.event.OwnerShare;
import dev.vigil.schema.event.SessionStarted;
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

    private AuthorizationFit() {}

    /** True where the authorization is given to the session's account, channel or organisation. */
    public static boolean names(Authorization authorization, SessionStarted session) {
        return grantees(session).contains(authorization.grantee());
    }

    /** Whom an authorization for the session may name; nobody where no {@code started} was seen. */
    public static Set<String> grantees(SessionStarted session) {
        return session == null
                ? Set.of()
                : Stream.of(session.accountId(), session.channelId(), session.organisationId())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The first test that fails, or empty where the authorization fits. */
    static Optional<String> failure(Authorization authorization, Case judged, String territory) {
        if (!authorization.workIds().contains(judged.workId())) {
            return Optional.of("WORK");
        }
        if (!names(authorization, judged.context())) {
            return Optional.of("GRANTEE");
        }
        if (!authorization.rightTypes().contains(judged.right())) {
            return Optional.of("RIGHT_TYPE");
        }
        if (!covers(authorization, territory)) {
            return Optional.of("TERRITORY");
        }
        return timeFailure(authorization, judged)
                .or(() -> grantorFailure(authorization, judged, territory));
    }

    private static Optional<String> timeFailure(Authorization authorization, Case judged) {
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

    /** Where nobody is registered, whose the work is can't be doubted. */
    private static Optional<String> grantorFailure(
            Authorization authorization, Case judged, String territory) {
        if (judged.work() == null) {
            return Optional.empty();
        }
        List<OwnerShare> owners = judged.work().owners(territory, judged.right()).toList();
        boolean theirs =
                owners.isEmpty()
                        || owners.stream()
                                .anyMatch(o -> o.ownerId().equals(authorization.grantor()));
        return theirs ? Optional.empty() : Optional.of(GRANTOR);
    }

    private static boolean covers(Authorization authorization, String territory) {
        return authorization.territories().isEmpty()
                || authorization.territories().contains("*")
                || authorization.territories().contains(territory);
    }
}

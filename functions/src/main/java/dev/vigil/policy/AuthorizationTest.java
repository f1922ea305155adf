package dev.vigil.policy;

import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.event.RightType;
import dev.vigil.schema.event.SessionKind;
import dev.vigil.schema.event.SessionStarted;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether an authorization fits a session. It never comes from silence: each test must pass. */
public final class AuthorizationTest {
    private AuthorizationTest() {}

    /** True where the authorization is given to the session's account, channel or organisation. */
    public static boolean names(Authorization authorization, SessionStarted session) {
        return session != null
                && names(
                        authorization,
                        session.accountId(),
                        session.channelId(),
                        session.organisationId());
    }

    static boolean names(
            Authorization authorization, String account, String channel, String organisation) {
        return Stream.of(account, channel, organisation).anyMatch(authorization.grantee()::equals);
    }

    /** The first test that fails, or empty where the authorization fits. */
    static Optional<String> failure(Authorization authorization, Case judged, String territory) {
        if (!authorization.workIds().contains(judged.workId())) {
            return Optional.of("WORK");
        }
        if (!names(authorization, judged.context())) {
            return Optional.of("GRANTEE");
        }
        if (!authorization.rightTypes().contains(needed(judged.context()))) {
            return Optional.of("RIGHT_TYPE");
        }
        if (!covers(authorization, territory)) {
            return Optional.of("TERRITORY");
        }
        return timeFailure(authorization, judged);
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
                && judged.matchedMs() > authorization.maxExcerptMs()) {
            return Optional.of("EXCERPT");
        }
        return Optional.empty();
    }

    private static RightType needed(SessionStarted session) {
        return session.kind() == SessionKind.LIVE ? RightType.LIVE_RELAY : RightType.ON_DEMAND;
    }

    private static boolean covers(Authorization authorization, String territory) {
        return authorization.territories().isEmpty()
                || authorization.territories().contains("*")
                || authorization.territories().contains(territory);
    }
}

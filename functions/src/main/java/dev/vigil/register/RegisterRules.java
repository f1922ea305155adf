package dev.vigil.register;

import java.io.Serializable;
import java.time.Duration;

/**
 * What a site decides about its register.
 *
 * @param agreeMs how long parties may agree about a conflict before a person is asked
 */
public record RegisterRules(Identifiers identifiers, long agreeMs) implements Serializable {
    public static final RegisterRules DEFAULTS =
            new RegisterRules(Identifiers.DEFAULTS, Duration.ofDays(30).toMillis());
}

package dev.vigil.client.alerts;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubled each time up to a cap, then shortened by up to
 * half at random, so that many forwarders don't come back at once.
 *
 * @param first before the second attempt
 * @param cap of what this side chooses; what a server asks for is obeyed up to {@link #MOST_ASKED}
 */
public record Backoff(Duration first, Duration cap, RandomGenerator random) {
    /** A server that asks for more is asked again anyway: an alert must not wait for hours. */
    public static final Duration MOST_ASKED = Duration.ofMinutes(5);

    private static final int MOST_DOUBLINGS = 30;

    /**
     * @param failures in a row so far, from 1
     * @param asked by the server, or null
     */
    public Duration after(int failures, Duration asked) {
        long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long mostMs = Math.min(doubled, cap.toMillis());
        long ownMs = mostMs - (long) (random.nextDouble() * mostMs / 2);
        long askedMs = asked == null ? 0 : Math.min(asked.toMillis(), MOST_ASKED.toMillis());
        return Duration.ofMillis(Math.max(ownMs, askedMs));
    }
}

package dev.vigil.rooms.planted.policy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

/** Planted: a decision that another day would take differently. */
public final class PolicyWithClock {
    public static final int WAYS = 5;

    private PolicyWithClock() {}

    static long now() {
        return System.currentTimeMillis()
                + System.nanoTime()
                + Instant.now().toEpochMilli()
                + LocalDate.now().toEpochDay()
                + Clock.systemUTC().hashCode();
    }
}

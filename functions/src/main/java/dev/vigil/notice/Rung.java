package dev.vigil.notice;

import java.io.Serializable;
import java.util.List;

/**
 * A rung of the ladder as it is configured.
 *
 * @param level E0 to E9
 * @param atMs from T0 on the standard track; null: by percent there too
 * @param percent of the deadline, on the other tracks; null: {@code atMs} there too
 * @param ackWithinMs time to acknowledge and to act; null where none is asked for
 * @param onlyUntriaged left out once triage has decided
 */
public record Rung(
        String level,
        Long atMs,
        Double percent,
        String severity,
        List<String> recipients,
        Long ackWithinMs,
        SideEffect effect,
        boolean onlyUntriaged)
        implements Serializable {
    /** What a rung does beside telling people. */
    public enum SideEffect {
        NONE,
        /** The platform is ordered to disable what is still open, if policy allows. */
        PROVISIONAL_DISABLE
    }

    public Rung {
        recipients = recipients == null ? List.of() : List.copyOf(recipients);
        effect = effect == null ? SideEffect.NONE : effect;
    }

    /** Ms from T0; -1 where the rung does not fit into the deadline. */
    long offset(boolean standard, long spanMs) {
        boolean absolute = percent == null || standard && atMs != null && atMs < spanMs;
        // Rounded down: early is harmless, late is not.
        long offsetMs = absolute ? atMs : (long) Math.floor(spanMs * percent / 100);
        return offsetMs < spanMs ? offsetMs : -1;
    }
}

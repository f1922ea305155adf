package dev.vigil.schema.wire;

import dev.vigil.schema.check.Check;

/** What segments of sound, of pictures and of their fingerprints have in common. */
final class SegmentChecks {
    /** 10 s; longer segments only add latency and memory. */
    private static final long MAX_DURATION_MS = 10_000;

    /** Declared and real length may differ by a rounding of each side. */
    private static final long DURATION_SLACK_MS = 2;

    private SegmentChecks() {}

    /** Refuses one without a session or a number, with an IllegalArgumentException. */
    static void checkPlace(Envelope envelope) {
        Check.id("ce_subject", envelope.subject());
        if (envelope.sequence() == null || envelope.sequence() < 0) {
            throw new IllegalArgumentException(
                    "ce_sequence: expected the segment's number from 0 on, got "
                            + envelope.sequence()
                            + "; number the segments of a session, those of pictures beside those"
                            + " of sound");
        }
    }

    /**
     * The length that fingerprints declare.
     *
     * @throws IllegalArgumentException if there is none
     */
    static long declaredMs(Envelope envelope) {
        if (envelope.durationMs() == null) {
            throw new IllegalArgumentException(
                    "ce_durationms: expected the length of the frames in ms, got none; declare it");
        }
        return envelope.durationMs();
    }

    /** Refuses sound or pictures that are too long, or not as long as declared. */
    static void checkLength(Envelope envelope, long realMs) {
        if (realMs > MAX_DURATION_MS) {
            throw new IllegalArgumentException(
                    "data: expected at most "
                            + MAX_DURATION_MS
                            + " ms, got "
                            + realMs
                            + " ms; cut shorter segments");
        }
        if (envelope.durationMs() == null || !isAsDeclared(realMs, envelope.durationMs())) {
            throw new IllegalArgumentException(
                    "ce_durationms: expected the length of the data, "
                            + realMs
                            + " ms, got "
                            + envelope.durationMs()
                            + "; the segment is truncated or its rate is wrong");
        }
    }

    private static boolean isAsDeclared(long realMs, long declaredMs) {
        return declaredMs >= realMs - DURATION_SLACK_MS && declaredMs <= realMs + DURATION_SLACK_MS;
    }
}

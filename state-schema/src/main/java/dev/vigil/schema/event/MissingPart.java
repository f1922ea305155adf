package dev.vigil.schema.event;

/**
 * What an analysis lacks.
 *
 * @param count how many; the unit is that of the reason
 */
public record MissingPart(MissingReason reason, long count) {
    public MissingPart {
        Check.present("reason", reason);
        Check.range("count", count, 1, Long.MAX_VALUE);
    }
}

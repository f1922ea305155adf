package dev.vigil.schema.event;

/** What an analysis lacks. */
public record MissingPart(
        @Described("Why a part is missing.") MissingReason reason,
        @Described(
                        value =
                                "How many are missing, of what the reason names: segments, packets,"
                                        + " references or matches.",
                        unit = Unit.COUNT)
                long count) {
    public MissingPart {
        Check.present("reason", reason);
        Check.range("count", count, 1, Long.MAX_VALUE);
    }
}

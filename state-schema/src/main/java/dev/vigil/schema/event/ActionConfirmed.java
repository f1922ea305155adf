package dev.vigil.schema.event;

/**
 * The platform confirms a measure on an item; one confirmation serves every notice on that item.
 *
 * @param effectiveAt when the measure took effect, which decides whether it was in time
 */
public record ActionConfirmed(
        String confirmationId,
        String itemId,
        Measure measure,
        long effectiveAt,
        @MayBeMissing String executor,
        @MayBeMissing String commandId) {
    public ActionConfirmed {
        Check.id("confirmationId", confirmationId);
        Check.id("itemId", itemId);
        Check.present("measure", measure);
        Check.timeMs("effectiveAt", effectiveAt);
        Check.optionalText("executor", executor, 200);
        Check.optionalText("commandId", commandId, 500);
    }
}

package dev.vigil.schema.event;

/**
 * The platform confirms a measure on an item; one confirmation serves every notice on that item. On
 * {@code session.confirmations} it answers a command on a session, and that is the item.
 *
 * @param evidence reference to a proof; needed for NOT_FOUND
 * @param effectiveAt when the measure took effect, which decides whether it was in time
 */
public record ActionConfirmed(
        String confirmationId,
        String itemId,
        Measure measure,
        long effectiveAt,
        @MayBeMissing String executor,
        @MayBeMissing String commandId,
        @MayBeMissing String evidence) {
    public ActionConfirmed {
        Check.id("confirmationId", confirmationId);
        Check.id("itemId", itemId);
        Check.present("measure", measure);
        Check.timeMs("effectiveAt", effectiveAt);
        Check.optionalText("executor", executor, 200);
        Check.optionalText("commandId", commandId, 500);
        Check.optionalText("evidence", evidence, 2_000);
        if (measure == Measure.NOT_FOUND && evidence == null) {
            throw new IllegalArgumentException(
                    "evidence: expected the proof that there is no such item, came none; name it");
        }
    }

    public ActionConfirmed(
            String confirmationId,
            String itemId,
            Measure measure,
            long effectiveAt,
            String executor,
            String commandId) {
        this(confirmationId, itemId, measure, effectiveAt, executor, commandId, null);
    }
}

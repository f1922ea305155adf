package dev.vigil.schema.enforcement;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * The platform confirms a measure on an item; one confirmation serves every notice on that item. On
 * {@code session.confirmations} it answers a command on a session, and that is the item.
 */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record ActionConfirmed(
        @Described("Given by the sender for its own records; the jobs don't read it.")
                String confirmationId,
        @Described(
                        "The content that the measure is on, by the platform's id as in the notice"
                                + " or the command; on session.confirmations the session's id. It"
                                + " is the record's key.")
                String itemId,
        @Described("What was done. NOT_FOUND: there is no such item, with proof in evidence.")
                Measure measure,
        @Described(
                        value =
                                "When the measure took effect. It decides whether a notice was"
                                        + " answered in time, not the time of this record.",
                        unit = Unit.EPOCH_MS)
                long effectiveAt,
        @Described("Who did it: a person's or a program's pointer, never a name.") @MayBeMissing
                String executor,
        @Described(
                        "The command that it answers. Needed on session.confirmations, where a"
                                + " confirmation that names no command ends no repetition.")
                @MayBeMissing
                String commandId,
        @Described("Reference to a proof in the platform's own files. Needed for NOT_FOUND.")
                @MayBeMissing
                String evidence,
        @Described(
                        "Whose item it is: a pointer of the platform, never personal data. Without it"
                                + " a notice counts for no account. Missing on"
                                + " session.confirmations: 'started' has it.")
                @MayBeMissing
                String accountId,
        @Described(
                        value =
                                "When the item was published. Without it an offence is never part of"
                                        + " a strike.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long publishedAt,
        @Described("What the item is, in the platform's words: video, post, link.") @MayBeMissing
                String itemKind,
        @Described(value = "Of what was handed over. ANSWERED needs it.", unit = Unit.SHA_256)
                @MayBeMissing
                String digest,
        @Described(
                        "Seal of the audit log that what was handed over was true at: its origin,"
                                + " size and root.")
                @MayBeMissing
                String seal)
        implements ActionConfirmedBuilder.With {
    public ActionConfirmed {
        Check.id("confirmationId", confirmationId);
        Check.id("itemId", itemId);
        Check.present("measure", measure);
        Check.timeMs("effectiveAt", effectiveAt);
        Check.optionalText("executor", executor, 200);
        Check.optionalText("commandId", commandId, 500);
        Check.optionalText("evidence", evidence, 2_000);
        Check.optionalId("accountId", accountId);
        Check.optionalTimeMs("publishedAt", publishedAt);
        Check.optionalText("itemKind", itemKind, 50);
        if (digest != null) {
            Check.sha256("digest", digest);
        }
        Check.optionalText("seal", seal, 500);
        if (measure == Measure.NOT_FOUND && evidence == null) {
            throw new IllegalArgumentException(
                    "evidence: expected the proof that there is no such item, got none; name it");
        }
    }
}

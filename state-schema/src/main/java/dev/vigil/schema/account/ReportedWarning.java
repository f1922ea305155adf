package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/** A warning as a report has it, with what became of it. */
@OnTopic
@InFlight
@RecordBuilder
public record ReportedWarning(
        @Described("The warning.") String warningId,
        @Described("What it was for.") WarningKind kind,
        @Described(value = "When it was issued.", unit = Unit.EPOCH_MS) long issuedAt,
        @Described(value = "When it was sent.", unit = Unit.EPOCH_MS) @MayBeMissing Long sentAt,
        @Described(value = "When it was delivered.", unit = Unit.EPOCH_MS) @MayBeMissing
                Long deliveredAt,
        @Described(value = "When it was read.", unit = Unit.EPOCH_MS) @MayBeMissing Long readAt,
        @Described(value = "When it was acknowledged.", unit = Unit.EPOCH_MS) @MayBeMissing
                Long acknowledgedAt,
        @Described("True where it could not be delivered. Missing is false.") @MayBeMissing
                Boolean undeliverable,
        @Described(
                        value =
                                "When it was announced in public instead. Missing where none"
                                        + " was.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long announcedAt)
        implements ReportedWarningBuilder.With {
    public ReportedWarning {
        Check.text("warningId", warningId, 700);
        Check.present("kind", kind);
    }
}

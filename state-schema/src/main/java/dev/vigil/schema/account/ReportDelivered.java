package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/** A report was sent to the department, or the department has received it: report.delivered. */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record ReportDelivered(
        @Described("The report.") String reportId,
        @Described("The account. It is the record's key.") String accountId,
        @Described(value = "The version that was sent.", unit = Unit.FROM_1) int version,
        @Described("What became of it.") DeliveryState state,
        @Described("How it was sent.") String channel,
        @Described("The document, in the platform's own files or of the department.")
                String documentRef,
        @Described("Who: a pointer, never a name.") String by,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at)
        implements ReportDeliveredBuilder.With {
    public ReportDelivered {
        Check.text("reportId", reportId, 700);
        Check.id("accountId", accountId);
        Check.present("state", state);
        Check.text("channel", channel, 200);
        Check.text("documentRef", documentRef, 500);
        Check.text("by", by, 200);
        Check.timeMs("at", at);
    }
}

package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/** A person decides about a report to the department: report.decided. */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record ReportDecided(
        @Described("The report.") String reportId,
        @Described("The account. It is the record's key.") String accountId,
        @Described(value = "The version that was looked at.", unit = Unit.FROM_1) int version,
        @Described("What is decided.") ReportDecision decision,
        @Described("Who decided: a pointer, never a name.") String by,
        @Described("Why. Needed for REJECT.") @MayBeMissing String reason,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at)
        implements ReportDecidedBuilder.With {
    public ReportDecided {
        Check.text("reportId", reportId, 700);
        Check.id("accountId", accountId);
        Check.present("decision", decision);
        Check.text("by", by, 200);
        Check.optionalText("reason", reason, 2_000);
        Check.timeMs("at", at);
    }
}

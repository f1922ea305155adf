package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/** A person waives an offence: offence.waived. It is named in every report. */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record OffenceWaived(
        @Described("The offence.") String offenceId,
        @Described("The account. It is the record's key.") String accountId,
        @Described("Who: a pointer, never a name.") String by,
        @Described("Why.") String reason,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at)
        implements OffenceWaivedBuilder.With {
    public OffenceWaived {
        Check.text("offenceId", offenceId, 210);
        Check.id("accountId", accountId);
        Check.text("by", by, 200);
        Check.text("reason", reason, 2_000);
        Check.timeMs("at", at);
    }
}

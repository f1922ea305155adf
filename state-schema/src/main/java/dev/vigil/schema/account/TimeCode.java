package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/** A span of the user's own recording that a work was recognised in. */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record TimeCode(
        @Described("The work.") String workId,
        @Described(
                        value = "Where it begins in the recording, from its first sample.",
                        unit = Unit.MS)
                long fromMs,
        @Described(value = "Where it ends.", unit = Unit.MS) long toMs)
        implements TimeCodeBuilder.With {
    public TimeCode {
        Check.id("workId", workId);
    }
}

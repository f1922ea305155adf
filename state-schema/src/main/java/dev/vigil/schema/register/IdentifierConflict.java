package dev.vigil.schema.register;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.rights.IdScheme;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * Several works have one identifier: {@code identifier.conflict}. Each of them gets a record; none
 * is refused. The last of a key counts.
 */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record IdentifierConflict(
        @Described("The work. The record's key is workId/identifier/SCHEME:value.") String workId,
        @Described("Whose number it is.") IdScheme scheme,
        @Described("The number in its normal form.") String value,
        @Described("True while another work has it.") boolean open,
        @Described("Other works that have it, at most 20. Empty when none has.") @MayBeMissing
                List<String> otherWorkIds,
        @Described(
                        value = "Works that are left out of the list. Missing is none.",
                        unit = Unit.COUNT)
                @MayBeMissing
                Integer moreWorks,
        @Described(value = "When the last of them was registered with it.", unit = Unit.EPOCH_MS)
                long at)
        implements IdentifierConflictBuilder.With {
    /** Other works that a record names. */
    public static final int MOST_NAMED = 20;

    public IdentifierConflict {
        Check.id("workId", workId);
        Check.present("scheme", scheme);
        Check.text("value", value, 200);
        otherWorkIds = Check.list("otherWorkIds", otherWorkIds, 0, MOST_NAMED);
    }

    /** The key of the record. */
    public String key() {
        return workId + "/identifier/" + scheme + ":" + value;
    }
}

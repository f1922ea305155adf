package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/** Offences of one account within 24 hours that count as one. */
@OnTopic
@InFlight
@RecordBuilder
public record Strike(
        @Described("account/OFFENCE of the earliest of them.") String strikeId,
        @Described("The offences, earliest first, at most 100, and 200 of all strikes together.")
                List<String> offences,
        @Described(value = "Offences that are left out. Missing means none.", unit = Unit.COUNT)
                @MayBeMissing
                Integer moreOffences,
        @Described(value = "When the last of them expires.", unit = Unit.EPOCH_MS) long expiresAt)
        implements StrikeBuilder.With {
    public Strike {
        Check.text("strikeId", strikeId, 420);
        offences = Check.texts("offences", offences, 100, 210);
    }
}

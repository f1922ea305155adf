package dev.vigil.schema.signal;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/** Where a signal rests on something published, for people. */
@OnTopic
@InState
@InFlight
public record SignalProvenance(
        @Described("Authority whose list names the work.") @MayBeMissing String authority,
        @Described("Batch of that list.") @MayBeMissing String batchNo,
        @Described(value = "Digest of the notice that was upheld.", unit = Unit.SHA_256)
                @MayBeMissing
                String noticeDigest) {
    public SignalProvenance {
        Check.optionalText("authority", authority, 200);
        Check.optionalText("batchNo", batchNo, 100);
        if (noticeDigest != null) {
            Check.sha256("noticeDigest", noticeDigest);
        }
    }
}

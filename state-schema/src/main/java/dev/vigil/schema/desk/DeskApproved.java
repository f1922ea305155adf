package dev.vigil.schema.desk;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.OnTopic;

/** A second person has approved a draft, or has not: desk.approved. */
@OnTopic
public record DeskApproved(
        @Described("The draft. It is the record's key.") String draftId,
        @Described(
                        value = "Digest of the draft's bytes that the person has seen.",
                        unit = Unit.SHA_256)
                String sha256,
        @Described("True where it may be carried out.") boolean approved,
        @Described(
                        value =
                                "Time of the newest verdict in the preview that the person has seen."
                                        + " Missing where there was none.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long previewAsOf,
        @Described("Why, in words. Missing where none is given.") @MayBeMissing String reason,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at) {
    public DeskApproved {
        Check.id("draftId", draftId);
        Check.sha256("sha256", sha256);
        Check.optionalTimeMs("previewAsOf", previewAsOf);
        Check.optionalText("reason", reason, 2_000);
        Check.timeMs("at", at);
    }
}

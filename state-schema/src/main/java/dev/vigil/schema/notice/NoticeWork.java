package dev.vigil.schema.notice;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/** A work that a notice is about. */
@OnTopic
@InState
@InFlight
public record NoticeWork(
        @Described("Name of the work, as the notifier writes it.") String name,
        @Described(
                        "The work in the register. Missing where it is not registered; then no list"
                                + " entry and no stay-down concerns it.")
                @MayBeMissing
                String workId,
        @Described("The right that is infringed; it chooses the regime of counter-notices.")
                @MayBeMissing
                RightType rightType,
        @Described("Reference to the proof of title in the platform's files.") @MayBeMissing
                String ownershipProof) {
    public NoticeWork {
        Check.text("works.name", name, 500);
        Check.optionalId("works.workId", workId);
        Check.optionalText("works.ownershipProof", ownershipProof, 2_000);
    }

    public NoticeWork(String name, String workId) {
        this(name, workId, null, null);
    }
}

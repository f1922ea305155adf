package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/** One ground that an offence rests on. */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record OffenceReason(
        @Described("list/ENTRY, notice/NOTICE or policy/OWNER.") String ground,
        @Described("Its kind; the ladder names the kinds that count.") GroundKind kind,
        @Described(value = "Version of the list entry or policy that decided.", unit = Unit.FROM_1)
                @MayBeMissing
                Long version,
        @Described(
                        "References that matched, as WORK/REFERENCE, at most 16, and 64 of all reasons"
                                + " together. Empty for a notice. The reason falls when all of them"
                                + " have fallen.")
                List<String> references,
        @Described(
                        "False once the decision was taken back: a later revision, a "
                                + "withdrawal, a restoration.")
                boolean stands,
        @Described(
                        value =
                                "When the version of the list entry that decided was issued: the"
                                        + " work was listed by then. Missing where no entry did.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long listedAt)
        implements OffenceReasonBuilder.With {
    /** One of no entry, or of one whose time is not known. */
    public OffenceReason(
            String ground, GroundKind kind, Long version, List<String> references, boolean stands) {
        this(ground, kind, version, references, stands, null);
    }

    public OffenceReason {
        Check.text("ground", ground, 420);
        Check.present("kind", kind);
        references = Check.texts("references", references, 16, 420);
        Check.optionalTimeMs("listedAt", listedAt);
    }
}

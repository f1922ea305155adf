package dev.vigil.schema.register;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * Recordings of two works have a stretch in common: {@code reference.overlap}. Each of the works
 * gets a record, whichever was there first; neither is refused. What was there later has no vote of
 * its own by that stretch. The last of a key counts.
 */
@OnTopic
@InFlight
@RecordBuilder
public record ReferenceOverlap(
        @Described("The work. The record's key is workId/overlap/overlapId.") String workId,
        @Described("Its recording.") String referenceId,
        @Described("Names the two recordings: the same in the record of the other work.")
                String overlapId,
        @Described("The other work.") String otherWorkId,
        @Described("Its recording.") String otherReferenceId,
        @Described("Parties that own the work, at most 20. Empty where none is registered.")
                @MayBeMissing
                List<String> owners,
        @Described("Parties that own the other, at most 20. Empty where none is registered.")
                @MayBeMissing
                List<String> otherOwners,
        @Described("What they have in common, the longest first, at most 20.")
                List<OverlapSpan> spans,
        @Described(
                        value =
                                "How much of this recording that is; what is found twice counts"
                                        + " once.",
                        unit = Unit.MS)
                long commonMs,
        @Described(
                        "True while both recordings are there, 5 s or more are in common, and an"
                                + " owner of the work that had it later does not own the other.")
                boolean open,
        @Described(
                        value = "When the recording that it was found by was read.",
                        unit = Unit.EPOCH_MS)
                long at,
        @Described(
                        "True while both recordings are there, of whatever owners and however short"
                                + " it is. Missing in records of before: the same as open.")
                @MayBeMissing
                Boolean there,
        @Described(
                        "True where each owner of this work owns the other too, everywhere or in"
                                + " the same territories and rights, and no claim contradicts it:"
                                + " what it had later counts all the same. Missing is false.")
                @MayBeMissing
                Boolean ofOneOwner)
        implements ReferenceOverlapBuilder.With {
    /** Parties that a record names of either side. */
    public static final int MOST_OWNERS = 20;

    /** Stretches that a record has. */
    public static final int MOST_SPANS = 20;

    public ReferenceOverlap {
        Check.id("workId", workId);
        Check.id("referenceId", referenceId);
        Check.id("overlapId", overlapId);
        Check.id("otherWorkId", otherWorkId);
        Check.id("otherReferenceId", otherReferenceId);
        owners = Check.list("owners", owners, 0, MOST_OWNERS);
        otherOwners = Check.list("otherOwners", otherOwners, 0, MOST_OWNERS);
        spans = Check.list("spans", spans, 1, MOST_SPANS);
    }

    /** Whether it is there, by records of before too. */
    public boolean holds() {
        return there == null ? open : there;
    }

    /** The key of the record. */
    public String key() {
        return workId + "/overlap/" + overlapId;
    }
}

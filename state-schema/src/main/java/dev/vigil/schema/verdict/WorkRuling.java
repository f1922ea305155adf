package dev.vigil.schema.verdict;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What was decided about one work: the matches and the territories that the same decision, by the
 * same rule, is of. A work has several where its matches or territories differ.
 */
@OnTopic
@InFlight
@RecordBuilder
public record WorkRuling(
        @Described("The work that was decided about.") String workId,
        @Described("Every match of it that was decided so in all of the territories.")
                List<String> matchIds,
        @Described(
                        value = "Where; * is wherever no other territory is named.",
                        unit = Unit.TERRITORY)
                List<String> territories,
        @Described("What would happen to the session there because of this work alone.")
                Action action,
        @Described(value = "Row of the precedence table that decided, 0 to 8.", unit = Unit.FROM_0)
                int step,
        @Described("Why, as a stable code.") String reasonCode,
        @Described("The authorization that allows it.") @MayBeMissing String authorizationId,
        @Described(value = "Version of that authorization.", unit = Unit.FROM_1) @MayBeMissing
                Long authorizationVersion,
        @Described("The owner whose match policy decided, or would have but for the evidence.")
                @MayBeMissing
                String policyOwnerId,
        @Described(value = "Version of that policy.", unit = Unit.FROM_1) @MayBeMissing
                Long policyVersion,
        @Described(
                        "The list entry that decided, or would have but for the evidence, or, with"
                                + " ENTRY_OVER, that has ended since it was matched.")
                @MayBeMissing
                String listEntryId,
        @Described(value = "Version of that entry.", unit = Unit.FROM_1) @MayBeMissing
                Long listEntryVersion,
        @Described(
                        value =
                                "When that version of the entry was issued: the work was listed"
                                        + " by then.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long listedAt,
        @Described(
                        value =
                                "With WARN, or REVIEW that another owner wishes: when the owner's"
                                        + " wish to restrict the stream is carried out if the work goes"
                                        + " on, in its capture time. Missing where no owner restricts it"
                                        + " later.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long stopBy,
        @Described(
                        "Where the owner whose policy decided offers a license, as in its rule."
                                + " Missing where it offers none.")
                @MayBeMissing
                String offerRef)
        implements WorkRulingBuilder.With {
    /** The same ruling on these. */
    public WorkRuling of(List<String> matches, List<String> where) {
        return with().matchIds(List.copyOf(matches)).territories(List.copyOf(where)).build();
    }
}

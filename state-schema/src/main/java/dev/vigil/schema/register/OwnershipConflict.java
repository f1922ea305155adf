package dev.vigil.schema.register;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * Parties claim more of a right in a territory than there is: {@code ownership.conflict}. The last
 * record of a key counts. No party has won because it was first.
 */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record OwnershipConflict(
        @Described("The work. The record's key is workId/conflict/conflictId.") String workId,
        @Described("Right and territory, such as ON_DEMAND-CN; unique within the work.")
                String conflictId,
        @Described("The right.") RightType rightType,
        @Described(
                        value = "Where. * is everywhere that no claim on the work names.",
                        unit = Unit.TERRITORY)
                String territory,
        @Described("How far it is.") ConflictState state,
        @Described(
                        "When they do, at most 20 spans, the earliest; of one that is over, when they"
                                + " did.")
                @MayBeMissing
                List<ConflictPart> parts,
        @Described(value = "Spans that are left out of parts. Missing is none.", unit = Unit.COUNT)
                @MayBeMissing
                Integer moreParts,
        @Described(
                        value =
                                "When the last of the claims that began it was received; a change"
                                        + " of claims that leaves a conflict leaves it, too.",
                        unit = Unit.EPOCH_MS)
                long since,
        @Described(
                        value = "Until when the parties may agree before a person is asked.",
                        unit = Unit.EPOCH_MS)
                long until,
        @Described("Who decided. Missing while it is undecided.") @MayBeMissing String decidedBy,
        @Described("The document that the decision rests on. Missing without one.") @MayBeMissing
                String documentRef,
        @Described(value = "When its last change was found, by event time.", unit = Unit.EPOCH_MS)
                long at)
        implements OwnershipConflictBuilder.With {
    /** Spans of one conflict, and parties of one span. */
    public static final int MOST_NAMED = 20;

    public OwnershipConflict {
        Check.id("workId", workId);
        Check.id("conflictId", conflictId);
        Check.present("rightType", rightType);
        Check.optionalTerritory("territory", territory);
        Check.present("state", state);
        parts = Check.list("parts", parts, 0, MOST_NAMED);
        Check.timeMs("since", since);
        Check.timeMs("until", until);
        Check.timeMs("at", at);
    }

    public static String id(RightType right, String territory) {
        return right + "-" + (territory.equals("*") ? "REST" : territory);
    }

    /** The key of the record. */
    public String key() {
        return workId + "/conflict/" + conflictId;
    }
}

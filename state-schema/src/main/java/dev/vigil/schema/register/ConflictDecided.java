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
 * A person decides whose claims do not count: {@code conflict.decided}. The latest for a right and
 * territory counts.
 */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record ConflictDecided(
        @Described("The work. It is the record's key.") String workId,
        @Described("The right that is decided on.") RightType rightType,
        @Described(
                        value =
                                "Where. * is everywhere but in territories that are decided on by"
                                        + " themselves.",
                        unit = Unit.TERRITORY)
                String territory,
        @Described(
                        "Parties whose claims don't count there, whatever they claim later, at most"
                                + " 200. Missing or empty: an earlier decision is taken back.")
                @MayBeMissing
                List<String> setAside,
        @Described("Who decided: a pointer, never a name.") String by,
        @Described("The document that it rests on, such as a judgment or an agreement.")
                String documentRef,
        @Described("Why, for the parties.") @MayBeMissing String reason,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at)
        implements ConflictDecidedBuilder.With {
    public ConflictDecided {
        Check.id("workId", workId);
        Check.present("rightType", rightType);
        Check.present("territory", territory);
        Check.optionalTerritory("territory", territory);
        setAside = Check.list("setAside", setAside, 0, 200);
        setAside.forEach(party -> Check.id("setAside", party));
        Check.text("by", by, 200);
        Check.text("documentRef", documentRef, 2_000);
        Check.optionalText("reason", reason, 2_000);
        Check.timeMs("at", at);
    }

    /** Names what it decides on within its work. */
    public String conflictId() {
        return OwnershipConflict.id(rightType, territory);
    }

    /** Whether this one stays where both have come, in whatever order. */
    public boolean supersedes(ConflictDecided other) {
        return at != other.at ? at > other.at : toString().compareTo(other.toString()) > 0;
    }
}

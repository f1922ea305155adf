package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/** A proposal to end the service of an account. Only a person carries it out. */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record Proposal(
        @Described("account/proposal/STRIKE.") String proposalId,
        @Described("Where it is.") ProposalState state,
        @Described(value = "When it was opened.", unit = Unit.EPOCH_MS) long openedAt,
        @Described(
                        value =
                                "When it is overdue, or a deferral ends. Missing once it is "
                                        + "decided.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long decideBy,
        @Described("Who decided: a pointer, never a name.") @MayBeMissing String by,
        @Described("Why, in the words of the person.") @MayBeMissing String reason,
        @Described(value = "When it was decided.", unit = Unit.EPOCH_MS) @MayBeMissing
                Long decidedAt)
        implements ProposalBuilder.With {
    public Proposal {
        Check.text("proposalId", proposalId, 700);
        Check.present("state", state);
        Check.optionalText("by", by, 200);
        Check.optionalText("reason", reason, 2_000);
    }
}

package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/** A person decides a proposal to end a service: standing.decided. */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record StandingDecided(
        @Described("The proposal; it must be open.") String proposalId,
        @Described("The account. It is the record's key.") String accountId,
        @Described("What is decided.") ProposalDecision decision,
        @Described(
                        value = "When it is to be decided again, of DEFER, at most 30 days ahead.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long until,
        @Described("Who decided, as in ce_actor.") String by,
        @Described("Why.") String reason,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at)
        implements StandingDecidedBuilder.With {
    public StandingDecided {
        Check.text("proposalId", proposalId, 700);
        Check.id("accountId", accountId);
        Check.present("decision", decision);
        Check.optionalTimeMs("until", until);
        Check.text("by", by, 200);
        Check.text("reason", reason, 2_000);
        Check.timeMs("at", at);
    }
}

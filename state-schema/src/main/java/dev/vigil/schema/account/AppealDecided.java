package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/** A person decides an appeal: appeal.decided. */
@OnTopic
@InFlight
@RecordBuilder
public record AppealDecided(
        @Described("The appeal.") String appealId,
        @Described("The account. It is the record's key.") String accountId,
        @Described("How it ended.") AppealOutcome outcome,
        @Described("Who decided: a pointer, never a name.") String by,
        @Described("Why, for the user.") String reason,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at)
        implements AppealDecidedBuilder.With {
    public AppealDecided {
        Check.id("appealId", appealId);
        Check.id("accountId", accountId);
        Check.present("outcome", outcome);
        Check.text("by", by, 200);
        Check.text("reason", reason, 2_000);
        Check.timeMs("at", at);
    }
}

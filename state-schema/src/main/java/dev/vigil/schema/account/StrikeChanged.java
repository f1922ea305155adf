package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/** A change of the strikes of an account: strike.changed. Exactly once, numbered without a gap. */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record StrikeChanged(
        @Described("The account. It is the record's key.") String accountId,
        @Described(value = "Number of the change, without a gap.", unit = Unit.FROM_1) long seq,
        @Described("The offence, warning, appeal, decision or moment that it follows from.")
                String causeId,
        @Described("Kind of the cause, as a stable code.") String causeKind,
        @Described(value = "Offences that counted before.", unit = Unit.COUNT) int offencesBefore,
        @Described(value = "Offences that count now.", unit = Unit.COUNT) int offencesAfter,
        @Described(value = "Strikes before.", unit = Unit.COUNT) int strikesBefore,
        @Described(value = "Strikes now.", unit = Unit.COUNT) int strikesAfter,
        @Described(value = "Strikes if all disputes ended against the account.", unit = Unit.COUNT)
                int pending,
        @Described("Step before.") LadderStep stepBefore,
        @Described("Step now.") LadderStep stepAfter,
        @Described("Version of the ladder that counted.") String ladderVersion,
        @Described("True where the ladder is only tried: nothing is commanded. Missing is false.")
                @MayBeMissing
                Boolean shadow,
        @Described(value = "When, in event time.", unit = Unit.EPOCH_MS) long at)
        implements StrikeChangedBuilder.With {
    public StrikeChanged {
        Check.id("accountId", accountId);
        Check.text("causeId", causeId, 500);
        Check.text("causeKind", causeKind, 50);
        Check.present("stepBefore", stepBefore);
        Check.present("stepAfter", stepAfter);
        Check.text("ladderVersion", ladderVersion, 100);
        Check.timeMs("at", at);
    }
}

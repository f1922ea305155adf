package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * The standing of an account: account.standing. Derived from facts, never counted up; the last
 * record of an account counts.
 */
@OnTopic
@InFlight
@RecordBuilder
public record AccountStanding(
        @Described(
                        "The account: a pointer of the platform, never personal data. It is "
                                + "the record's key.")
                String accountId,
        @Described(
                        value = "Number of the last strike.changed of the account; 0 for none.",
                        unit = Unit.FROM_0)
                long seq,
        @Described("Step of the ladder.") LadderStep step,
        @Described("Strikes that count, earliest first, at most 50.") List<Strike> strikes,
        @Described(value = "Strikes if all disputes ended against the account.", unit = Unit.COUNT)
                int pending,
        @Described(value = "Offences in state STANDING.", unit = Unit.COUNT) int offences,
        @Described(value = "Delivered warnings that admonish.", unit = Unit.COUNT) int warnings,
        @Described("Measures in force, at most 8.") List<Restriction> restrictions,
        @Described("The last proposal to end the service. Missing where there was none.")
                @MayBeMissing
                Proposal proposal,
        @Described(value = "When something in it next ends by itself.", unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long nextChangeAt,
        @Described(
                        value = "When the service was ended. It remains after an erasure.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long endedAt,
        @Described(
                        value = "When the account was erased. Nothing else is kept then.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long erasedAt,
        @Described("Accounts that a person linked to it, at most 20.") List<String> linked,
        @Described(
                        "Accounts that it was linked to and is no longer, at most 20: those no longer"
                                + " keep it.")
                List<String> unlinked,
        @Described(
                        value =
                                "Offences that are no longer kept, as there were too many. Missing"
                                        + " means none.",
                        unit = Unit.COUNT)
                @MayBeMissing
                Integer leftOut,
        @Described("Version of the ladder that counted.") String ladderVersion,
        @Described("True where the ladder is only tried. Missing is false.") @MayBeMissing
                Boolean shadow,
        @Described(value = "When it changed, in event time.", unit = Unit.EPOCH_MS) long at)
        implements AccountStandingBuilder.With {
    public AccountStanding {
        Check.id("accountId", accountId);
        Check.present("step", step);
        strikes = Check.list("strikes", strikes, 0, 50);
        restrictions = Check.list("restrictions", restrictions, 0, 8);
        linked = Check.texts("linked", linked, 20, 200);
        unlinked = Check.texts("unlinked", unlinked, 20, 200);
        Check.text("ladderVersion", ladderVersion, 100);
        Check.timeMs("at", at);
    }
}

package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What the platform is ordered to do with an account: account.command. Repeated until
 * action.confirmed names it on account.confirmations.
 */
@OnTopic
@InFlight
@RecordBuilder
public record AccountCommand(
        @Described("account/step/strike/measure, with /lift for LIFT. A repeat has the same id.")
                String commandId,
        @Described("The account. It is the record's key.") String accountId,
        @Described("LIVE_OFF, UPLOADS_HELD, UPLOADS_OFF, SERVICE_ENDED or LIFT.") Measure measure,
        @Described("The command that ends, of LIFT.") @MayBeMissing String lifts,
        @Described(value = "When the measure begins.", unit = Unit.EPOCH_MS) long from,
        @Described(
                        value = "When it ends by itself. Missing where it has no end.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long until,
        @Described("Step of the ladder that asks for it.") LadderStep step,
        @Described("Why, as a stable code.") String reason,
        @Described("The proposal that a person decided, of SERVICE_ENDED.") @MayBeMissing
                String decisionRef,
        @Described(value = "When it was first issued; the same in a repeat.", unit = Unit.EPOCH_MS)
                long issuedAt,
        @Described(
                        value = "When the platform is to have confirmed it. A repeat has its own.",
                        unit = Unit.EPOCH_MS)
                long deadline,
        @Described(
                        value =
                                "How often it was issued, this time included: 2 and more. "
                                        + "Missing the first time.",
                        unit = Unit.FROM_1)
                @MayBeMissing
                Integer attempt)
        implements AccountCommandBuilder.With {
    public AccountCommand {
        Check.text("commandId", commandId, 720);
        Check.id("accountId", accountId);
        Check.present("measure", measure);
        Check.optionalText("lifts", lifts, 720);
        Check.timeMs("from", from);
        Check.present("step", step);
        Check.text("reason", reason, 50);
        Check.optionalText("decisionRef", decisionRef, 700);
    }
}

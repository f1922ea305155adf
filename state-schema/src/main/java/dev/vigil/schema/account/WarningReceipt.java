package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What became of a warning: warning.receipt. Receipts may arrive in any order, and ahead of the
 * warning.
 */
@OnTopic
@InFlight
@RecordBuilder
public record WarningReceipt(
        @Described("The warning.") String warningId,
        @Described("The account. It is the record's key.") String accountId,
        @Described("What became of it.") ReceiptState state,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at,
        @Described(
                        "How it was delivered, in the platform's words; public where it was"
                                + " announced in public.")
                String channel,
        @Described("Why it could not be delivered.") @MayBeMissing String reason)
        implements WarningReceiptBuilder.With {
    /** The channel of a warning that was announced in public, as its user could not be reached. */
    public static final String PUBLIC = "public";

    public boolean inPublic() {
        return PUBLIC.equalsIgnoreCase(channel);
    }

    public WarningReceipt {
        Check.text("warningId", warningId, 700);
        Check.id("accountId", accountId);
        Check.present("state", state);
        Check.timeMs("at", at);
        Check.text("channel", channel, 100);
        Check.optionalText("reason", reason, 500);
    }
}

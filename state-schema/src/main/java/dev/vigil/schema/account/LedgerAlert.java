package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/** A person has to look: ledger.alert. The last record of a key counts. */
@OnTopic
@InFlight
@RecordBuilder
public record LedgerAlert(
        @Described("account/what and the kind, or the kind alone. It is the record's key.")
                String alertKey,
        @Described("What is to be looked at.") LedgerAlertKind kind,
        @Described("The account. Missing where none is named.") @MayBeMissing String accountId,
        @Described(
                        "The proposal, command, warning or report; of offences that name no account"
                                + " the first session:ID or item:ID.")
                String subject,
        @Described(value = "Since when.", unit = Unit.EPOCH_MS) long since,
        @Described(
                        value = "When it was published; a daily repeat has its own.",
                        unit = Unit.EPOCH_MS)
                long at,
        @Described(value = "How many it is about.", unit = Unit.COUNT) long count,
        @Described(value = "When it was over. Missing while it is active.", unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long resolvedAt)
        implements LedgerAlertBuilder.With {
    public LedgerAlert {
        Check.text("alertKey", alertKey, 800);
        Check.present("kind", kind);
        Check.optionalId("accountId", accountId);
        Check.text("subject", subject, 720);
        Check.timeMs("at", at);
    }
}

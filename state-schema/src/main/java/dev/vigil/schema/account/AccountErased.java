package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;

/**
 * An account is erased: account.erased. All that is kept of it goes, but for the fact that its
 * service was ended.
 */
@OnTopic
@InFlight
public record AccountErased(
        @Described("The account. It begins the record's key.") String accountId,
        @Described("Why: the request or the rule.") String basis,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at) {
    public AccountErased {
        Check.id("accountId", accountId);
        Check.text("basis", basis, 500);
        Check.timeMs("at", at);
    }
}

package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;

/**
 * An account was opened, or may now stream or upload: account.opened. The user is pointed out what
 * may not be shown, at once and once a year.
 */
@OnTopic
@InFlight
public record AccountOpened(
        @Described("The account: a pointer of the platform, never personal data.") String accountId,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at) {
    public AccountOpened {
        Check.id("accountId", accountId);
        Check.timeMs("at", at);
    }
}

package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import java.util.List;

/** A person has found that accounts are of the same user: account.linked. */
@OnTopic
@InFlight
public record AccountLinked(
        @Described("The account that the link is reported to. It begins the record's key.")
                String accountId,
        @Described("All the other accounts, at most 20; none where a link was wrong.")
                List<String> accountIds,
        @Described("What it is known by.") String basis,
        @Described("Who found it: a pointer, never a name.") String by,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at) {
    public AccountLinked {
        Check.id("accountId", accountId);
        Check.present("accountIds", accountIds);
        accountIds = Check.list("accountIds", accountIds, 0, 20);
        accountIds.forEach(id -> Check.id("accountIds", id));
        Check.text("basis", basis, 500);
        Check.text("by", by, 200);
        Check.timeMs("at", at);
    }
}

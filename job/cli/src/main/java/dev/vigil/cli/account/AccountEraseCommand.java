package dev.vigil.cli.account;

import dev.vigil.client.bus.Bus;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An account's facts are to be forgotten. */
@Command(
        name = "erase",
        description = {
            "Erase what the ledger keeps of an account: offences, warnings, appeals, links.",
            "What remains: the pointer and when its service was ended, where it was; and the"
                    + " numbers of",
            "its strikes on the topic strikes, by pointer, as long as that topic is kept."
        },
        footer = {"", "Example:", "  vigil account erase account-7781 --basis request-2211"})
public final class AccountEraseCommand extends LedgerVerb {
    @Parameters(paramLabel = "ACCOUNT", description = "id of the account")
    private String accountId;

    @Option(names = "--basis", required = true, description = "the request or the rule")
    private String basis;

    @Override
    public Integer call() throws IOException {
        AccountErased erased = new AccountErased(accountId, basis, System.currentTimeMillis());
        try (Bus bus = bus()) {
            return send(
                    bus,
                    EventType.ACCOUNT_ERASED,
                    accountId + "/erased",
                    accountId,
                    erased.at(),
                    erased);
        }
    }
}

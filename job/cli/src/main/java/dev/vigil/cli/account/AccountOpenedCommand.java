package dev.vigil.cli.account;

import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.account.AccountOpened;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A user may stream or upload from now on. */
@Command(
        name = "opened",
        description = {
            "Say that an account was opened: its user is reminded what may not be shown, at once"
                    + " and",
            "once a year. The platform sends it for each; this is for one that was missed."
        },
        footer = {"", "Example:", "  vigil account opened account-7781"})
public final class AccountOpenedCommand extends LedgerVerb {
    @Parameters(paramLabel = "ACCOUNT", description = "id of the account")
    private String accountId;

    @Option(
            names = "--at",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "when (default: now)")
    private Instant at;

    @Override
    public Integer call() throws IOException {
        AccountOpened opened = new AccountOpened(accountId, past(at));
        try (Bus bus = bus()) {
            return send(
                    bus,
                    EventType.ACCOUNT_OPENED,
                    accountId + "/opened",
                    accountId,
                    opened.at(),
                    opened);
        }
    }
}

package dev.vigil.cli.account;

import dev.vigil.client.act.AccountActs;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.account.OffenceWaived;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A person takes an offence back. */
@Command(
        name = "waive",
        description = "Waive an offence: it counts no more, and the account steps down at once.",
        footer = {
            "",
            "Example:",
            "  vigil standing waive account-7781 session:live-2026-1124-0042 --reason 'our mistake'"
        })
public final class StandingWaiveCommand extends LedgerVerb {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "id of the account")
    private String accountId;

    @Parameters(
            index = "1",
            paramLabel = "OFFENCE",
            description = "session:ID or item:ID, see vigil account show")
    private String offenceId;

    @Option(names = "--reason", required = true, description = "why, in words")
    private String reason;

    @Override
    public Integer call() throws IOException {
        long now = System.currentTimeMillis();
        OffenceWaived waived =
                new OffenceWaived(offenceId, accountId, connection().actor(), reason, now);
        try (Bus bus = bus()) {
            return send(bus, AccountActs.waive(waived));
        }
    }
}

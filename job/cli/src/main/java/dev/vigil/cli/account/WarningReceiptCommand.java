package dev.vigil.cli.account;

import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.account.Accounts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What became of a warning. */
@Command(
        name = "receipt",
        description = {
            "Record what became of a warning. The platform sends it for each; this is for one that",
            "was delivered by hand. What is repeated after DELIVERED may count as a strike."
        },
        footer = {
            "",
            "Example:",
            "  vigil warning receipt account-7781/FIRST/item:v-7 DELIVERED --channel letter --at"
                    + " 2h",
            "  vigil warning receipt account-7781/FIRST/item:v-7 FAILED --channel app --reason 'no"
                    + " device'"
        })
public final class WarningReceiptCommand extends LedgerVerb {
    @Parameters(index = "0", paramLabel = "WARNING", description = "id of the warning")
    private String warningId;

    @Parameters(index = "1", paramLabel = "STATE", description = "one of ${COMPLETION-CANDIDATES}")
    private ReceiptState state;

    @Option(
            names = "--channel",
            required = true,
            description = "how it was delivered, such as app, mail or letter")
    private String channel;

    @Option(names = "--reason", description = "with FAILED: why")
    private String reason;

    @Option(
            names = "--account",
            description = "whose warning (default: read from the topic warnings)")
    private String accountId;

    @Option(
            names = "--at",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "when (default: now)")
    private Instant at;

    @Override
    public Integer call() throws IOException {
        long atMs = past(at);
        try (Bus bus = bus()) {
            String whose = accountId == null ? Accounts.warned(bus, warningId) : accountId;
            WarningReceipt receipt =
                    new WarningReceipt(warningId, whose, state, atMs, channel, reason);
            return send(bus, EventType.WARNING_RECEIPT, whose, atMs, receipt);
        }
    }
}

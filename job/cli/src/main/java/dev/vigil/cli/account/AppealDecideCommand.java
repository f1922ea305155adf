package dev.vigil.cli.account;

import dev.vigil.client.act.AccountActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.account.AppealOutcome;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A person decides an appeal. */
@Command(
        name = "decide",
        description = {
            "Decide an appeal. UPHOLD: the decision remains and counts as before; OVERTURN: the",
            "offence falls, or the measure ends."
        },
        footer = {
            "",
            "Example:",
            "  vigil appeal decide appeal-31 OVERTURN --reason 'contract shown and checked'"
        })
public final class AppealDecideCommand extends LedgerVerb {
    @Parameters(index = "0", paramLabel = "APPEAL", description = "id of the appeal")
    private String appealId;

    @Parameters(
            index = "1",
            paramLabel = "OUTCOME",
            description = "one of ${COMPLETION-CANDIDATES}")
    private AppealOutcome outcome;

    @Option(names = "--reason", required = true, description = "why, for the user")
    private String reason;

    @Option(
            names = "--account",
            description = "whose appeal (default: read from the topic appeals)")
    private String accountId;

    @Override
    public Integer call() throws IOException {
        long now = System.currentTimeMillis();
        try (Bus bus = bus()) {
            return send(
                    bus,
                    AccountActs.decideAppeal(
                            new TopicFacts(bus),
                            appealId,
                            accountId,
                            outcome,
                            connection().actor(),
                            reason,
                            now));
        }
    }
}

package dev.vigil.cli.account;

import dev.vigil.client.act.AccountActs;
import dev.vigil.client.act.Act;
import dev.vigil.client.act.ActFacts;
import dev.vigil.schema.account.DeliveryState;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** It was sent. */
@Command(
        name = "sent",
        description = "Record that an approved report, or the correction of one, was sent.",
        footer = {
            "",
            "Example:",
            "  vigil report sent account-7781 --channel post --document post/2026/811"
        })
public final class ReportSentCommand extends ReportVerb {
    @Option(names = "--channel", required = true, description = "how it was sent")
    private String channel;

    @Option(names = "--document", required = true, description = "reference to the document")
    private String document;

    @Override
    Act act(ActFacts known, String reportOrAccount, String by, long nowMs) throws IOException {
        return AccountActs.reportDelivered(
                known, reportOrAccount, DeliveryState.SENT, channel, document, by, nowMs);
    }
}

package dev.vigil.cli.account;

import dev.vigil.client.act.AccountActs;
import dev.vigil.client.act.Act;
import dev.vigil.client.act.ActFacts;
import dev.vigil.schema.account.DeliveryState;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The department has it. */
@Command(
        name = "acknowledged",
        description = "Record that the department acknowledged a report.",
        footer = {
            "",
            "Example:",
            "  vigil report acknowledged account-7781 --channel letter --document dept/2026/41"
        })
public final class ReportAcknowledgedCommand extends ReportVerb {
    @Option(names = "--channel", required = true, description = "how it was sent")
    private String channel;

    @Option(names = "--document", required = true, description = "reference to the document")
    private String document;

    @Override
    Act act(ActFacts known, String reportOrAccount, String by, long nowMs) throws IOException {
        return AccountActs.reportDelivered(
                known, reportOrAccount, DeliveryState.ACKNOWLEDGED, channel, document, by, nowMs);
    }
}

package dev.vigil.cli.account;

import dev.vigil.schema.account.DeliveryState;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.ReportDelivered;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.util.Set;
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
    public Integer call() throws IOException {
        return send(EventType.REPORT_DELIVERED, Set.of(ReportState.SENT));
    }

    @Override
    Object event(DepartmentReport report, String by, long nowMs) {
        return new ReportDelivered(
                report.reportId(),
                report.accountId(),
                report.version(),
                DeliveryState.ACKNOWLEDGED,
                channel,
                document,
                by,
                nowMs);
    }
}

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
    public Integer call() throws IOException {
        return send(
                EventType.REPORT_DELIVERED, Set.of(ReportState.APPROVED, ReportState.CORRECTED));
    }

    @Override
    Object event(DepartmentReport report, String by, long nowMs) {
        return new ReportDelivered(
                report.reportId(),
                report.accountId(),
                report.version(),
                DeliveryState.SENT,
                channel,
                document,
                by,
                nowMs);
    }
}

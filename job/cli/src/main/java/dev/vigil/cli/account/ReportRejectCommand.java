package dev.vigil.cli.account;

import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.ReportDecided;
import dev.vigil.schema.account.ReportDecision;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A person rejects a report. */
@Command(
        name = "reject",
        description = "Reject the last version of a report: it is not sent.",
        footer = {
            "",
            "Example:",
            "  vigil report reject account-7781 --reason 'settled meanwhile'"
        })
public final class ReportRejectCommand extends ReportVerb {
    @Option(names = "--reason", required = true, description = "why, in words")
    private String reason;

    @Override
    public Integer call() throws IOException {
        return send(EventType.REPORT_DECIDED, Set.of(ReportState.DRAFT));
    }

    @Override
    Object event(DepartmentReport report, String by, long nowMs) {
        return new ReportDecided(
                report.reportId(),
                report.accountId(),
                report.version(),
                ReportDecision.REJECT,
                by,
                reason,
                nowMs);
    }
}

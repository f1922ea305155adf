package dev.vigil.cli.account;

import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.ReportDecided;
import dev.vigil.schema.account.ReportDecision;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.util.Set;
import picocli.CommandLine.Command;

/** A person approves a report. */
@Command(
        name = "approve",
        description = "Approve the last version of a report: it may be sent.",
        footer = {"", "Example:", "  vigil report approve account-7781"})
public final class ReportApproveCommand extends ReportVerb {
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
                ReportDecision.APPROVE,
                by,
                null,
                nowMs);
    }
}

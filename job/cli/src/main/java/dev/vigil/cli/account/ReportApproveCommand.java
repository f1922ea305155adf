package dev.vigil.cli.account;

import dev.vigil.client.act.AccountActs;
import dev.vigil.client.act.Act;
import dev.vigil.client.act.ActFacts;
import dev.vigil.schema.account.ReportDecision;
import java.io.IOException;
import picocli.CommandLine.Command;

/** A person approves a report. */
@Command(
        name = "approve",
        description = "Approve the last version of a report: it may be sent.",
        footer = {"", "Example:", "  vigil report approve account-7781"})
public final class ReportApproveCommand extends ReportVerb {
    @Override
    Act act(ActFacts known, String reportOrAccount, String by, long nowMs) throws IOException {
        return AccountActs.decideReport(
                known, reportOrAccount, ReportDecision.APPROVE, by, null, nowMs);
    }
}

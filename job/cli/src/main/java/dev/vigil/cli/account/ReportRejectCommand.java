package dev.vigil.cli.account;

import dev.vigil.client.act.AccountActs;
import dev.vigil.client.act.Act;
import dev.vigil.client.act.ActFacts;
import dev.vigil.schema.account.ReportDecision;
import java.io.IOException;
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
    Act act(ActFacts known, String reportOrAccount, String by, long nowMs) throws IOException {
        return AccountActs.decideReport(
                known, reportOrAccount, ReportDecision.REJECT, by, reason, nowMs);
    }
}

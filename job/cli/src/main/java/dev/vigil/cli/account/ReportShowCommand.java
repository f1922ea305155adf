package dev.vigil.cli.account;

import dev.vigil.client.account.AccountWords;
import dev.vigil.client.account.Accounts;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.text.Times;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.ReportedDispute;
import dev.vigil.schema.account.ReportedOffence;
import dev.vigil.schema.account.ReportedWarning;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What a report says. */
@Command(
        name = "show",
        description = "Show the last version of a report to the department.",
        footer = {"", "Example:", "  vigil report show account-7781"})
public final class ReportShowCommand extends ReadingVerb {
    @Parameters(
            paramLabel = "REPORT|ACCOUNT",
            description = "id of the report, or of its account for the latest")
    private String id;

    @Override
    public Integer call() throws IOException {
        try (Bus bus = bus()) {
            show(Accounts.report(bus, id));
        }
        return 0;
    }

    private void show(DepartmentReport report) {
        say(AccountWords.report(report));
        say("  identity  " + report.identityRef());
        say("  facts     " + Times.date(report.from()) + " to " + Times.date(report.to()));
        say("  step      " + report.step() + ", ladder " + report.ladderVersion());
        report.strikes().forEach(it -> say("  strike    " + AccountWords.strike(it)));
        report.measures().forEach(it -> say("  measure   " + AccountWords.restriction(it)));
        if (report.proposal() != null) {
            say("  proposal  " + AccountWords.proposal(report.proposal()));
        }
        report.offences().forEach(it -> say("  offence   " + offence(it)));
        if (report.moreOffences() != null) {
            say("            ... and " + report.moreOffences() + " more");
        }
        report.warnings().forEach(it -> say("  warning   " + warning(it)));
        report.disputes().forEach(it -> say("  dispute   " + dispute(it)));
        report.waived().forEach(it -> say("  waived    " + it.offenceId() + " by " + it.by()));
        report.linked().forEach(it -> say("  linked    " + it));
        report.fallen().forEach(it -> say("  fallen    " + it));
        if (report.sentAt() != null) {
            say(
                    "  sent      "
                            + Times.date(report.sentAt())
                            + ", "
                            + report.channel()
                            + ", "
                            + report.documentRef());
        }
        if (report.acknowledgedAt() != null) {
            say("  received  " + Times.date(report.acknowledgedAt()));
        }
    }

    private static String offence(ReportedOffence reported) {
        return reported.offence().offenceId()
                + ", "
                + reported.state()
                + ", works "
                + String.join(", ", reported.offence().works())
                + (reported.fellAt() == null ? "" : ", fell " + Times.date(reported.fellAt()));
    }

    private static String warning(ReportedWarning warning) {
        return warning.warningId()
                + ", issued "
                + Times.date(warning.issuedAt())
                + (warning.deliveredAt() == null
                        ? ", not delivered"
                        : ", delivered " + Times.date(warning.deliveredAt()));
    }

    private static String dispute(ReportedDispute dispute) {
        return dispute.appealId()
                + " against "
                + dispute.subject()
                + ", "
                + (dispute.outcome() == null ? "open" : dispute.outcome() + " by " + dispute.by());
    }
}

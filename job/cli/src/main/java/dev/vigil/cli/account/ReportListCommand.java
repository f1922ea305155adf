package dev.vigil.cli.account;

import dev.vigil.cli.text.Tables;
import dev.vigil.client.account.Accounts;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.text.Times;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.ReportState;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reports and where each is. */
@Command(
        name = "list",
        description = "List reports to the department with their states, the latest first.",
        footer = {"", "Example:", "  vigil report list --state DRAFT"})
public final class ReportListCommand extends ReadingVerb {
    @Option(names = "--state", description = "only those that are ${COMPLETION-CANDIDATES}")
    private ReportState state;

    @Override
    public Integer call() throws IOException {
        List<DepartmentReport> reports;
        try (Bus bus = bus()) {
            reports =
                    Accounts.reports(bus).stream()
                            .filter(it -> state == null || it.state() == state)
                            .sorted(Comparator.comparingLong(DepartmentReport::at).reversed())
                            .toList();
        }
        say(reports.isEmpty() ? "No such report." : table(reports));
        return 0;
    }

    private static String table(List<DepartmentReport> reports) {
        return Tables.of(
                reports,
                List.of(
                        Tables.left("report").with(DepartmentReport::reportId),
                        Tables.right("version").with(it -> Integer.toString(it.version())),
                        Tables.left("state").with(it -> it.state().name()),
                        Tables.left("account").with(DepartmentReport::accountId),
                        Tables.right("strikes").with(it -> Integer.toString(it.strikes().size())),
                        Tables.left("by").with(it -> it.decidedBy() == null ? "" : it.decidedBy()),
                        Tables.left("made").with(it -> Times.clock(it.at()))));
    }
}

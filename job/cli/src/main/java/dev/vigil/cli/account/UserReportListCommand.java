package dev.vigil.cli.account;

import dev.vigil.cli.text.Tables;
import dev.vigil.client.account.UserReports;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.text.Times;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is still to be looked at. */
@Command(
        name = "list",
        description = {
            "List the streams and uploads that users reported and that are still to be looked at,"
                    + " those with",
            "most reports first. Reports are kept 200 days."
        },
        footer = {
            "",
            "Example:",
            "  vigil user-report list",
            "  vigil user-report list --account account-7781"
        })
public final class UserReportListCommand extends ReadingVerb {
    /** Rows; the rest is counted. */
    private static final int MOST = 200;

    @Option(names = "--account", description = "only those of this account")
    private String accountId;

    @Override
    public Integer call() throws IOException {
        try (Bus bus = bus()) {
            UserReports reports = UserReports.read(bus);
            List<UserReports.Open> open =
                    reports.open().stream()
                            .filter(it -> accountId == null || accountId.equals(it.accountId()))
                            .toList();
            if (open.isEmpty()) {
                say("All that users reported has been looked at.");
            } else {
                say(table(open.subList(0, Math.min(MOST, open.size()))));
            }
            if (open.size() > MOST) {
                say("... and " + (open.size() - MOST) + " more");
            }
            if (reports.leftOut() > 0) {
                say(
                        "... and "
                                + reports.leftOut()
                                + " reports of further subjects, which come up once these are"
                                + " done");
            }
        }
        return 0;
    }

    private static String table(List<UserReports.Open> open) {
        return Tables.of(
                open,
                List.of(
                        Tables.left("stream or upload").with(UserReports.Open::subjectId),
                        Tables.right("reports").with(it -> Integer.toString(it.count())),
                        Tables.left("why").with(it -> String.join(", ", it.codes())),
                        Tables.left("work").with(it -> String.join(", ", it.works())),
                        Tables.left("account").with(UserReports.Open::accountId),
                        Tables.left("first").with(it -> Times.clock(it.firstAt())),
                        Tables.left("last").with(it -> Times.clock(it.lastAt()))));
    }
}

package dev.vigil.cli.account;

import dev.vigil.cli.option.PageOptions;
import dev.vigil.client.account.AccountWords;
import dev.vigil.client.account.Accounts;
import dev.vigil.client.act.AccountActs;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.page.ReportView;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a report holds. */
@Command(
        name = "show",
        description = {
            "Show the last version of a report to the department, and what changed against the",
            "versions before it."
        },
        footer = {
            "",
            "Example:",
            "  vigil report show account-7781",
            "  vigil report show account-7781 --lang zh --html report.html"
        })
public final class ReportShowCommand extends ReadingVerb {
    @Parameters(
            paramLabel = "REPORT|ACCOUNT",
            description = "id of the report, or of its account for the latest")
    private String id;

    @Mixin private PageOptions page;

    @Option(names = "--json", description = "the record as it is, one JSON object")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        try (Bus bus = bus()) {
            List<DepartmentReport> versions = Accounts.versions(bus, id);
            if (versions.isEmpty()) {
                throw AccountActs.noReport(id);
            }
            show(versions.get(versions.size() - 1), versions.subList(0, versions.size() - 1));
        }
        return 0;
    }

    private void show(DepartmentReport report, List<DepartmentReport> earlier) throws IOException {
        ReportView view = new ReportView(report, earlier, page.language(), ZoneId.systemDefault());
        if (page.file() != null) {
            page.write(view.html());
        }
        if (json) {
            say(Json.text(report));
        } else if (page.file() != null) {
            say(AccountWords.report(report) + " > " + page.file());
        } else {
            say(AccountWords.report(report));
            view.lines().forEach(this::say);
        }
    }
}

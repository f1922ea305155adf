package dev.vigil.cli.owner;

import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.PageOptions;
import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.page.StatementPage;
import dev.vigil.client.text.Counted;
import dev.vigil.client.text.Times;
import dev.vigil.client.usage.OwnedUsage;
import dev.vigil.client.usage.StatementCsv;
import dev.vigil.client.usage.StatementDsr;
import dev.vigil.client.usage.StatementJson;
import dev.vigil.usage.UsageStatement;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What an owner is to know of a month. */
@Command(
        name = "statement",
        description = "Write an owner's statement of a month.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it was written", "1:it was written, and may still change"},
        footer = {
            "",
            "Rows of the month times the owner's share. A statement closes three days behind its",
            "month; what changes later is in the statement of the month in which it was found, as",
            "a line of its own. What is held because owners are in conflict is apart.",
            "",
            "dsr is a flat file of DDEX Digital Sales Reporting, UGC profile; agree on its"
                    + " versions",
            "with its reader.",
            "",
            "Example:",
            "  vigil owner statement harbour --month 2026-11 --format csv --out harbour.csv",
            "  vigil owner statement harbour --month 2026-11 --html harbour.html --lang zh"
        })
final class OwnerStatementCommand implements Callable<Integer> {
    /** How a statement is written. */
    enum Format {
        csv,
        json,
        dsr
    }

    @Spec private CommandSpec spec;
    @Mixin private Connection connection;

    @Parameters(paramLabel = "OWNER", description = "id of the owner")
    private String ownerId;

    @Option(
            names = "--month",
            converter = TimeOption.Month.class,
            required = true,
            paramLabel = "MONTH",
            description = "such as 2026-11")
    private YearMonth month;

    @Option(
            names = "--format",
            paramLabel = "csv|json|dsr",
            defaultValue = "csv",
            description = "default: ${DEFAULT-VALUE}")
    private Format format;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "write it there (default: the terminal, or only the page)")
    private Path file;

    @Mixin private PageOptions page;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "Asia/Shanghai",
            description = "as the job's usage.zone; default: ${DEFAULT-VALUE}")
    private ZoneId zone;

    @Option(
            names = "--sender",
            paramLabel = "PARTY",
            defaultValue = "platform",
            description = "dsr: the platform's DDEX party id; default: ${DEFAULT-VALUE}")
    private String sender;

    @Override
    public Integer call() throws IOException {
        String last = month.atEndOfMonth().toString();
        OwnedUsage usage;
        try (Bus bus = connection.bus()) {
            usage =
                    OwnedUsage.read(
                            bus,
                            ownerId,
                            row ->
                                    row.day().compareTo(last) <= 0
                                            && (row.day().startsWith(month.toString())
                                                    || !row.amendments().isEmpty()));
        }
        UsageStatement statement = UsageStatement.of(ownerId, month, zone, usage.rows());
        write(statement, usage);
        // Without any row of its own too: one may come until the month closes.
        boolean isOpen = System.currentTimeMillis() < statement.closesAt();
        if (!isOpen && statement.provisional() == 0) {
            return 0;
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println("vigil: " + notSettled(statement.provisional()) + again(isOpen, statement));
        err.flush();
        return 1;
    }

    private static String notSettled(int rows) {
        return rows == 0
                ? "the statement may still change"
                : "not settled yet: " + Counted.of(rows, "row");
    }

    private static String again(boolean isOpen, UsageStatement statement) {
        return isOpen
                ? "; write the statement again when the month closes, "
                        + Times.date(statement.closesAt())
                : "; write the statement again when the ledger job has settled them";
    }

    private void write(UsageStatement statement, OwnedUsage usage) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (page.file() != null) {
            page.write(new StatementPage(statement, page.language(), zone).html());
            out.println("Written: " + page.file());
        }
        if (file != null) {
            Files.writeString(file, text(statement, usage), StandardCharsets.UTF_8);
            out.println("Written: " + file + ", " + statement.lines().size() + " lines");
        } else if (page.file() == null) {
            out.print(text(statement, usage));
        }
        out.flush();
    }

    private String text(UsageStatement statement, OwnedUsage usage) {
        return switch (format) {
            case csv -> StatementCsv.of(statement);
            case json -> StatementJson.of(statement);
            case dsr ->
                    StatementDsr.of(statement, usage.works(), sender, System.currentTimeMillis());
        };
    }
}

package dev.vigil.cli.owner;

import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.PageOptions;
import dev.vigil.cli.option.TimeOption;
import dev.vigil.cli.text.Tables;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.page.UsagePage;
import dev.vigil.client.page.UsageWords;
import dev.vigil.client.usage.OwnedUsage;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageState;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How an owner's works are used, by day. */
@Command(
        name = "usage",
        description = "Show how an owner's works are used, by day; of one work as a page, too.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Today's rows are provisional and a few seconds old. An audience that the platform has",
            "not reported is unknown, not 0. Rows of the works that are not the owner's have no"
                    + " share.",
            "",
            "Example:",
            "  vigil owner usage harbour --from 2026-11-01",
            "  vigil owner usage harbour --work the-film --territory CN --html the-film.html --lang"
                    + " zh"
        })
final class OwnerUsageCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Connection connection;

    @Parameters(paramLabel = "OWNER", description = "id of the owner")
    private String ownerId;

    @Option(names = "--work", paramLabel = "WORK", description = "only this one")
    private String workId;

    @Option(
            names = "--territory",
            paramLabel = "CN|*",
            description = "only there; * is the rest of the world (default: all)")
    private String territory;

    @Option(
            names = "--from",
            converter = TimeOption.Day.class,
            paramLabel = "DATE",
            description = "first day, such as 2026-11-01 (default: 31 days ago)")
    private LocalDate from;

    @Option(
            names = "--to",
            converter = TimeOption.Day.class,
            paramLabel = "DATE",
            description = "last day (default: today)")
    private LocalDate to;

    @Mixin private PageOptions page;

    @Override
    public Integer call() throws IOException {
        if (page.file() != null && workId == null) {
            throw new IllegalArgumentException(
                    "--work: expected the work that the page is of, got none; name it");
        }
        String first = (from == null ? LocalDate.now().minusDays(31) : from).toString();
        String last = to == null ? "9" : to.toString();
        OwnedUsage usage;
        try (Bus bus = connection.bus()) {
            usage =
                    OwnedUsage.read(
                            bus,
                            ownerId,
                            row ->
                                    row.day().compareTo(first) >= 0
                                            && row.day().compareTo(last) <= 0
                                            && isAsked(row));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (usage.works().isEmpty()) {
            out.println("No work of " + ownerId + " is registered.");
            return 0;
        }
        if (page.file() != null) {
            String there = territory == null ? "*" : territory;
            page.write(new UsagePage(workId, there, usage.rows(), page.language()).html());
            out.println("Written: " + page.file());
            return 0;
        }
        out.println(table(ownerId, usage.rows()));
        return 0;
    }

    private boolean isAsked(UsageRow row) {
        return (workId == null || workId.equals(row.workId()))
                && (territory == null || territory.equals(row.territory()));
    }

    /** Another basis took over all that some have had; one that was stated shows how it changed. */
    private static boolean isOfUse(UsageRow row) {
        return row.usedMs() > 0 || row.plays() != null || row.state() == UsageState.AMENDED;
    }

    static String table(String ownerId, Collection<UsageRow> all) {
        List<UsageRow> rows =
                all.stream()
                        .filter(OwnerUsageCommand::isOfUse)
                        .sorted(Comparator.comparing(UsageRow::rowId))
                        .toList();
        if (rows.isEmpty()) {
            return "No use of these works in that time.";
        }
        return Tables.of(
                rows,
                List.of(
                        Tables.left("day").with(UsageRow::day),
                        Tables.left("work").with(UsageRow::workId),
                        Tables.left("territory").with(UsageRow::territory),
                        Tables.left("right").with(row -> row.rightType().name()),
                        Tables.left("basis").with(UsageRow::basis),
                        Tables.left("share").with(row -> share(row.shareBp(ownerId))),
                        Tables.left("used").with(row -> span(row.usedMs())),
                        Tables.left("sessions").with(row -> Long.toString(row.sessions())),
                        Tables.left("watched").with(row -> span(row.viewMs())),
                        Tables.left("plays").with(OwnerUsageCommand::plays),
                        Tables.left("state")
                                .with(row -> row.state() + (row.inConflict() ? " (held)" : ""))));
    }

    /**
     * A row of its work may belong to another owner, or to none: its statement has nothing of it.
     */
    private static String share(int shareBp) {
        return shareBp == 0 ? "-" : UsageWords.percent(shareBp);
    }

    private static String plays(UsageRow row) {
        return row.plays() == null ? "-" : Long.toString(row.plays());
    }

    private static String span(Long ms) {
        return ms == null
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        ms / 3_600_000,
                        ms / 60_000 % 60,
                        ms / 1_000 % 60);
    }
}

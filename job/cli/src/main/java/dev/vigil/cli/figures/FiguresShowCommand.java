package dev.vigil.cli.figures;

import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.TimeOption;
import dev.vigil.cli.text.Tables;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.figures.FiguresCsv;
import dev.vigil.client.figures.FiguresJson;
import dev.vigil.client.figures.PublishedFigures;
import dev.vigil.client.figures.PublishedFigures.Period;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.figures.DurationBuckets.Percentiles;
import dev.vigil.figures.FigureGaps;
import dev.vigil.figures.FigureSums;
import dev.vigil.schema.figures.FigureKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What happened in a time, and of which days not all was seen. */
@Command(
        name = "show",
        description = "Show the figures of a time, each with what it counts.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all of its days were seen", "1:of some days not all was seen"},
        footer = {
            "",
            "Figures of a month are sums of those of its days. Counts alone are kept, for ten"
                    + " years:",
            "they remain when an account is erased. Of a time the median, the 95th percentile and",
            "the longest are no more than what is shown (≤), by a tenth or 0.1 s. Days are those of",
            "the job's usage.zone; one is seen an hour after it is over.",
            "",
            "Example:",
            "  vigil figures show --from 2026-11-01 --to 2026-11-30",
            "  vigil figures show --from 2026-01-01 --to 2026-12-31 --month --out 2026.csv",
            "  vigil figures show --from 2024-01-01 --to 2026-12-31 --year --out three-years.json"
        })
public final class FiguresShowCommand implements Callable<Integer> {
    /** Days that are named for a figure; the rest is counted. */
    private static final int MOST_NAMED = 5;

    @Spec private CommandSpec spec;
    @Mixin private Connection connection;

    @Option(
            names = "--from",
            converter = TimeOption.Day.class,
            paramLabel = "DATE",
            description = "first day, such as 2026-11-01 (default: 30 days before the last)")
    private LocalDate from;

    @Option(
            names = "--to",
            converter = TimeOption.Day.class,
            paramLabel = "DATE",
            description = "last day (default: yesterday)")
    private LocalDate to;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "Asia/Shanghai",
            description = "of yesterday, as the job's usage.zone; default: ${DEFAULT-VALUE}")
    private ZoneId zone;

    @ArgGroup private Each each;

    /** Sums of parts of the time instead of one of all. */
    static final class Each {
        @Option(names = "--day", required = true, description = "a sum for each day")
        private boolean day;

        @Option(names = "--month", required = true, description = "a sum for each month")
        private boolean month;

        @Option(names = "--year", required = true, description = "a sum for each year")
        private boolean year;

        private Period period() {
            return day ? Period.DAY : month ? Period.MONTH : Period.YEAR;
        }
    }

    @Option(
            names = "--out",
            paramLabel = "F.csv|F.json",
            description = "write a file, with what did not happen too")
    private Path file;

    @Override
    public Integer call() throws IOException {
        Function<List<FigureSums>, String> form = file == null ? null : form();
        LocalDate last = to == null ? yesterday(Clock.system(zone)) : to;
        LocalDate first = from == null ? last.minusDays(30) : from;
        PublishedFigures figures;
        try (Bus bus = connection.bus()) {
            figures = PublishedFigures.read(bus, first, last);
        }
        List<FigureSums> sums =
                each == null ? List.of(figures.whole()) : figures.each(each.period());
        PrintWriter out = spec.commandLine().getOut();
        if (form == null) {
            sums.forEach(one -> show(one, out));
            out.println("Not counted: " + gaps() + ".");
        } else {
            Files.writeString(file, form.apply(sums), StandardCharsets.UTF_8);
            out.println("Written: " + file);
        }
        FigureSums whole = figures.whole();
        if (!whole.isWhole()) {
            unseen(whole, spec.commandLine().getErr());
        }
        return whole.isWhole() ? 0 : 1;
    }

    /**
     * A day is published whole an hour after it, in the zone of the job and not of this machine.
     */
    static LocalDate yesterday(Clock clock) {
        return LocalDate.now(clock).minusDays(1);
    }

    private Function<List<FigureSums>, String> form() {
        String name = file.getFileName().toString();
        if (name.endsWith(".csv")) {
            return FiguresCsv::of;
        }
        if (name.endsWith(".json")) {
            return FiguresJson::of;
        }
        throw new IllegalArgumentException(
                "--out: expected a file that ends in .csv or .json, got '" + name + "'; rename it");
    }

    private static void show(FigureSums sums, PrintWriter out) {
        out.println(sums.from() + " to " + sums.to());
        if (sums.sums().isEmpty()) {
            out.println("Nothing was counted in that time.");
        } else {
            out.println(table(sums.sums()));
        }
    }

    private static String table(List<FigureSums.Sum> sums) {
        return Tables.of(
                sums.stream()
                        .sorted(Comparator.comparing(sum -> sum.kind().row().template()))
                        .toList(),
                List.of(
                        Tables.left("row").with(sum -> sum.kind().row().template()),
                        Tables.left("figure").with(sum -> sum.kind().name()),
                        Tables.left("by").with(FigureSums.Sum::dimension),
                        Tables.right("count").with(sum -> Long.toString(sum.count())),
                        Tables.right("≤ 24 h").with(FiguresShowCommand::withinDay),
                        Tables.right("median").with(sum -> time(sum, Percentiles::medianMs)),
                        Tables.right("95 %").with(sum -> time(sum, Percentiles::p95Ms)),
                        Tables.right("longest").with(sum -> time(sum, Percentiles::maxMs)),
                        Tables.left("what it counts").with(sum -> sum.kind().query())));
    }

    private static String withinDay(FigureSums.Sum sum) {
        return sum.percentiles() == null ? "" : Long.toString(sum.percentiles().withinDay());
    }

    private static String time(FigureSums.Sum sum, Function<Percentiles, Long> of) {
        if (sum.percentiles() == null) {
            return "";
        }
        Long ms = of.apply(sum.percentiles());
        return ms == null ? "> 400 d" : "≤ " + PageLanguage.EN.lasting(ms);
    }

    private static String gaps() {
        return FigureGaps.ALL.stream()
                .map(
                        gap ->
                                gap.what()
                                        + (gap.template().isEmpty()
                                                ? ""
                                                : " (" + gap.template() + ")"))
                .collect(Collectors.joining("; "));
    }

    /** Figures of the same days in one line. */
    private static void unseen(FigureSums whole, PrintWriter err) {
        Map<List<LocalDate>, List<FigureKind>> byDays = new LinkedHashMap<>();
        whole.unseen()
                .forEach(
                        (kind, days) ->
                                byDays.computeIfAbsent(days, it -> new ArrayList<>()).add(kind));
        byDays.forEach(
                (days, kinds) ->
                        err.println(
                                "vigil: days that were not seen, or in part ("
                                        + days.size()
                                        + "): "
                                        + days.stream()
                                                .limit(MOST_NAMED)
                                                .map(LocalDate::toString)
                                                .collect(Collectors.joining(", "))
                                        + (days.size() > MOST_NAMED ? ", ..." : "")
                                        + " of "
                                        + (kinds.size() == FigureKind.values().length
                                                ? "all figures"
                                                : kinds.stream()
                                                        .map(FigureKind::name)
                                                        .collect(Collectors.joining(", ")))));
    }
}

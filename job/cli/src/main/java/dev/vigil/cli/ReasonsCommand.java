package dev.vigil.cli;

import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.report.BatchFiles;
import dev.vigil.client.report.ReasonsExport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Statements of reasons, for those who ask for them. */
@Command(
        name = "reasons",
        description = "Statements of reasons: export.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "export",
        footer = {"", "Example:", "  vigil reasons export --from 48h --to 24h --out statements"})
final class ReasonsCommand {
    @Spec private CommandSpec spec;

    @Command(
            name = "export",
            description = {
                "Write statements of reasons as the transparency database of the Digital Services"
                        + " Act",
                "(DSA) takes them: each file, or each line of a .ndjson file, is the body of one"
                        + " call,",
                "with at most 100 statements."
            },
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:everything was written that concerns the EU",
                "1:a statement could not be written; it is named with the reason"
            },
            footer = {
                "",
                "A statement is of the day on which it was first decided; the database takes each"
                        + " once",
                "and no change. Where it was taken back before the export, it has an end date."
                        + " What",
                "restricts nothing in the EU is left out and counted. Account, session and title"
                        + " are",
                "in none of them. Measures against accounts have statements too. Export within 60"
                        + " days.",
                "",
                "Example:",
                "  vigil reasons export --from 2026-11-24T00:00:00Z --to 2026-11-25T00:00:00Z \\",
                "      --out statements-2026-11-24"
            })
    int export(
            @Mixin Connection connection,
            @Option(
                            names = "--out",
                            required = true,
                            paramLabel = "DIR|FILE.ndjson",
                            description = "a folder that is empty or new, or a new file")
                    Path out,
            @Option(
                            names = "--from",
                            converter = TimeOption.Moment.class,
                            paramLabel = "TIME|AGO",
                            description =
                                    "first decided at or after it (default: all on the topic)")
                    Instant from,
            @Option(
                            names = "--to",
                            converter = TimeOption.Moment.class,
                            paramLabel = "TIME|AGO",
                            description = "first decided before it (default: now)")
                    Instant to)
            throws IOException {
        long fromMs = from == null ? 0 : from.toEpochMilli();
        long untilMs = to == null ? System.currentTimeMillis() : to.toEpochMilli();
        if (fromMs >= untilMs) {
            throw new IllegalArgumentException(
                    "--to: expected a time after --from, got one that is not; correct them");
        }
        PrintWriter err = spec.commandLine().getErr();
        ReasonsExport export =
                new ReasonsExport(
                        fromMs,
                        untilMs,
                        read -> err.printf(Locale.ROOT, "vigil: %,d records read%n", read));
        try (Bus bus = connection.bus();
                BatchFiles files = new BatchFiles(out)) {
            ReasonsExport.Result result = export.write(bus::each, files);
            result.refused().forEach(line -> err.println("vigil: " + line));
            if (result.moreRefused() > 0) {
                err.println("vigil: ... and " + result.moreRefused() + " more");
            }
            int refused = result.refused().size() + result.moreRefused();
            PrintWriter say = spec.commandLine().getOut();
            say.println(result.written() + " statements in " + files.count() + " calls: " + out);
            say.println(
                    "Left out: "
                            + result.outside()
                            + " statements and "
                            + result.territories()
                            + " territories outside the EU, "
                            + refused
                            + " statements that can't be written.");
            return refused == 0 ? 0 : 1;
        }
    }
}

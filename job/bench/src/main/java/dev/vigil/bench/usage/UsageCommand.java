package dev.vigil.bench.usage;

import dev.vigil.bench.report.SiteSubcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench usage}: streams in match, metered by the ledger job. */
@Command(
        name = "usage",
        description = {
            "Streams in match through the ledger job: one revision in ten seconds of each, some twice",
            "or late, measures in force for a while; then on through a kill. Reports cores, memory and",
            "the age of rows, and holds each row against a model of its own: 0 ms off."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vigil bench usage                                three minutes or so",
            "  vigil bench usage --streams 4000 --seconds 20    a minute"
        })
public final class UsageCommand extends SiteSubcommand {
    @Option(
            names = "--streams",
            defaultValue = "100000",
            description = "how many, 5 %% of which are in match (default: ${DEFAULT-VALUE})")
    private int streams;

    @Option(
            names = "--seconds",
            defaultValue = "90",
            description = "of the load whose cost is measured (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--works",
            defaultValue = "1000",
            description = "that they show (default: ${DEFAULT-VALUE})")
    private int works;

    @Override
    public Integer call() throws Exception {
        require("--streams", streams, 200, 2_000_000);
        require("--seconds", seconds, 10, 3_600);
        require("--works", works, 1, 100_000);
        return in(new UsageBench(streams, seconds, works, out())::run);
    }
}

package dev.vigil.bench.usage;

import dev.vigil.bench.report.SiteSubcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench usage}: streams in match, metered by the ledger job. */
@Command(
        name = "usage",
        description = {
            "Revisions of verdicts of streams in match through the ledger job, one in ten seconds of",
            "each, some of them twice; then on through a kill. The rows of usage are held against a",
            "count of its own: the difference must be 0 ms. Reports the cost and how old rows are."
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
            description = "how many, 5 % of which are in match (default: ${DEFAULT-VALUE})")
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

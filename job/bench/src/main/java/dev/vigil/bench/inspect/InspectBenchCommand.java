package dev.vigil.bench.inspect;

import dev.vigil.bench.report.SiteSubcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench inspect}: an inspection of a month, on a real broker. */
@Command(
        name = "inspect",
        description = {
            "Puts a span of notices and verdicts with their audit log on a broker, then runs vigil inspect",
            "and vigil inspect verify on it, each in a JVM of its own, and reports time and memory.",
            "A million verdicts take about 10 GB in the folder."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vigil bench inspect                                       30 days, 10,000 notices, a million verdicts",
            "  vigil bench inspect --days 2 --notices 200 --verdicts 10000"
        })
public final class InspectBenchCommand extends SiteSubcommand {
    @Option(
            names = "--days",
            defaultValue = "30",
            description = "of the span (default: ${DEFAULT-VALUE})")
    private int days;

    @Option(
            names = "--notices",
            defaultValue = "10000",
            description =
                    "each with its status and the end of its clock (default: ${DEFAULT-VALUE})")
    private int notices;

    @Option(
            names = "--verdicts",
            defaultValue = "1000000",
            description = "revisions, five of each session (default: ${DEFAULT-VALUE})")
    private int verdicts;

    @Override
    public Integer call() throws Exception {
        require("--days", days, 1, 50);
        require("--notices", notices, 10, 1_000_000);
        require("--verdicts", verdicts, 100, 20_000_000);
        return in(new InspectBench(days, notices, verdicts, out(), err())::run);
    }
}

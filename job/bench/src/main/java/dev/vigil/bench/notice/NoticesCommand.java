package dev.vigil.bench.notice;

import dev.vigil.bench.report.SiteSubcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench notices}: a million notices under a simulated clock. */
@Command(
        name = "notices",
        description = {
            "Files notices under a simulated clock, with kills and a rescale.",
            "A naive model judges the topics: missed, doubled and false must be 0."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vigil bench notices --notices 2000 --kills 1     about a minute",
            "  vigil bench notices --keep /tmp/bench            the whole million"
        })
public final class NoticesCommand extends SiteSubcommand {
    @Option(
            names = "--notices",
            defaultValue = "1000000",
            description = "how many (default: ${DEFAULT-VALUE})")
    private int notices;

    @Option(
            names = "--kills",
            defaultValue = "10",
            description =
                    "how often a process is killed, the first time between"
                            + " pre-commit and commit (default: ${DEFAULT-VALUE})")
    private int kills;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "of notices and kills (default: ${DEFAULT-VALUE})")
    private long seed;

    @Override
    public Integer call() throws Exception {
        require("--notices", notices, 1, 10_000_000);
        require("--kills", kills, 0, 100);
        NoticesBench bench = new NoticesBench(notices, kills, seed, out());
        return in(bench::run);
    }
}

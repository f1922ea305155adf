package dev.vigil.bench.faults;

import dev.vigil.bench.report.SiteSubcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench upgrade}: savepoints and another parallelism. */
@Command(
        name = "upgrade",
        description = {
            "Stops both jobs with a savepoint and starts them from it at parallelism 1, 2 and 4.",
            "Counts what each savepoint holds: nothing may be lost."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vigil bench upgrade                              five minutes or so",
            "  vigil bench upgrade --notices 1000 --hours 1     two minutes"
        })
public final class UpgradeCommand extends SiteSubcommand {
    @Option(
            names = "--notices",
            defaultValue = "100000",
            description = "open ones (default: ${DEFAULT-VALUE})")
    private int notices;

    @Option(
            names = "--hours",
            defaultValue = "50",
            description = "of references, most of them decoys (default: ${DEFAULT-VALUE})")
    private int hours;

    @Override
    public Integer call() throws Exception {
        require("--notices", notices, 1, 10_000_000);
        require("--hours", hours, 0, 1_000);
        return in(new UpgradeBench(notices, hours, out())::run);
    }
}

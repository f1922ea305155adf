package dev.vigil.bench.notice;

import dev.vigil.bench.report.SiteSubcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench burst}: what fell due while the job was down. */
@Command(
        name = "burst",
        description = "Lets notices come due while the job is down: all visible within 60 s.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  vigil bench burst --timers 100000"})
public final class BurstCommand extends SiteSubcommand {
    @Option(
            names = "--timers",
            defaultValue = "100000",
            description = "how many (default: ${DEFAULT-VALUE})")
    private int timers;

    @Override
    public Integer call() throws Exception {
        require("--timers", timers, 1, 10_000_000);
        return in(new BurstBench(timers, out())::run);
    }
}

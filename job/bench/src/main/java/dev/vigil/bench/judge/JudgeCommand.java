package dev.vigil.bench.judge;

import dev.vigil.bench.report.SiteSubcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench judge}: random sessions by a random list, judged by a naive model. */
@Command(
        name = "judge",
        description = {
            "Judges random sessions by a random list and register, held against a naive model.",
            "Amends both, restarts from a savepoint, and lists the work of many recent uploads: wrongly",
            "blocked and missed must be 0. It begins behind recognition: matches are sent, not sound."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vigil bench judge                                two minutes or so",
            "  VIGIL_JAVA_OPTS=-Xmx4g vigil bench judge --sessions 100000 --entries 10000 \\",
            "      --authorizations 1000000 --uploads 1000000   10 GB of disk"
        })
public final class JudgeCommand extends SiteSubcommand {
    @Option(
            names = "--sessions",
            defaultValue = "2000",
            description =
                    "how many with an authorization that fits, and as many without"
                            + " (default: ${DEFAULT-VALUE})")
    private int sessions;

    @Option(
            names = "--entries",
            defaultValue = "500",
            description = "of the list (default: ${DEFAULT-VALUE})")
    private int entries;

    @Option(
            names = "--authorizations",
            defaultValue = "20000",
            description = "of the register (default: ${DEFAULT-VALUE})")
    private int authorizations;

    @Option(
            names = "--uploads",
            defaultValue = "20000",
            description =
                    "of one work, which are judged again when it is listed"
                            + " (default: ${DEFAULT-VALUE})")
    private int uploads;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "of all that is random (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--parallelism",
            defaultValue = "2",
            description = "of the job (default: ${DEFAULT-VALUE})")
    private int parallelism;

    @Override
    public Integer call() throws Exception {
        require("--sessions", sessions, 1, 1_000_000);
        require("--entries", entries, 1, 1_000_000);
        require("--authorizations", authorizations, 100, 10_000_000);
        require("--uploads", uploads, 1, 10_000_000);
        require("--parallelism", parallelism, 1, 4);
        JudgeBench.Load load =
                new JudgeBench.Load(sessions, entries, authorizations, uploads, seed);
        return in(new JudgeBench(load, parallelism, out())::run);
    }
}

package dev.vigil.bench.notice;

import dev.vigil.bench.report.SiteSubcommand;
import dev.vigil.stream.options.JobOptions;
import dev.vigil.stream.options.OptionsParser;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench latency}: how late warnings and breaches are. */
@Command(
        name = "latency",
        description = "Measures how long after their time warnings and breaches are visible.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vigil bench latency --seconds 120",
            "  vigil bench latency --checkpoint '500 ms'     what a shorter interval buys"
        })
public final class LatencyCommand extends SiteSubcommand {
    @Option(
            names = "--seconds",
            defaultValue = "120",
            description =
                    "how long, after half a minute to get warm (default:" + " ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--checkpoint",
            paramLabel = "SPAN",
            defaultValue = "1 s",
            description =
                    "interval of checkpoints, with which breaches become visible"
                            + " (default: ${DEFAULT-VALUE})")
    private String checkpoint;

    @Override
    public Integer call() throws Exception {
        require("--seconds", seconds, 1, 86_400);
        Duration interval =
                OptionsParser.parse("--" + JobOptions.CHECKPOINT_NOTICE.key(), checkpoint)
                        .get(JobOptions.CHECKPOINT_NOTICE);
        return in(new LatencyBench(seconds, interval, out())::run);
    }
}

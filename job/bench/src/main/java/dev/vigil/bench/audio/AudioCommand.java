package dev.vigil.bench.audio;

import dev.vigil.bench.report.BenchSubcommand;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench audio}: what fingerprinting costs. */
@Command(
        name = "audio",
        description = {
            "Measures the cost of recognition: extraction, index, match; with goals beside.",
            "One recording in five is held out of the index and searched for: it must match nothing.",
            "2 GB of heap do for 100 h as a job builds it, 3 GB for it merged too; both grow with it."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vigil bench audio                                composed music, a minute",
            "  vigil bench audio --references DIR --hours 100   recordings, and decoys of them",
            "  VIGIL_JAVA_OPTS=-Xmx3g vigil bench audio --references DIR --hours 100 --json"
        })
public final class AudioCommand extends BenchSubcommand {
    @Option(
            names = "--references",
            paramLabel = "DIR",
            description =
                    "folder of recordings, any format, five or more; the first ten"
                            + " minutes of each are used (default: composed music)")
    private Path references;

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "grow the index to this many hours with decoys: peaks of the"
                            + " recordings, reversed and moved in pitch")
    private int hours;

    @Option(names = "--json", description = "the report as one line of JSON")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        require("--hours", hours, 0, 1_700);
        AudioBench.Options options = new AudioBench.Options(references, hours, json);
        return new AudioBench(options, out(), err()).run() ? 0 : 1;
    }
}

package dev.vigil.bench.live.unrelated;

import dev.vigil.bench.live.LiveSubcommand;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench unrelated}: what must match nothing. */
@Command(
        name = "unrelated",
        description = {
            "Analyses recordings as live streams that hold no work: nothing may match.",
            "Reports the nearest ones, and how many false matches 1,000 h would bring."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vigil bench unrelated --references DIR --reference-list refs.txt --streams radio/",
            "  ... --hours 100 --json            among decoys; 100 h need 2 GB of heap"
        })
public final class UnrelatedCommand extends LiveSubcommand {
    @Option(
            names = "--streams",
            required = true,
            paramLabel = "FOLDER",
            description =
                    "recordings, any format, each a stream; works among them are" + " left out")
    private Path streams;

    @Override
    public Integer call() throws IOException {
        checkLive();
        return new UnrelatedBench(live, streams, out(), err()).run() ? 0 : 1;
    }
}

package dev.vigil.bench.live.restreams;

import dev.vigil.bench.live.LiveSubcommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench restreams}: how soon works are found live. */
@Command(
        name = "restreams",
        description = {
            "Measures how soon works are found in live streams that begin with something else.",
            "Times are of the stream: first infringing sample to the end of the deciding packet."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A found match names the work and its place within 1 s. A match in a lead-in is false.",
            "",
            "Examples:",
            "  vigil bench restreams --references DIR --reference-list Q/refs.txt \\",
            "      --queries Q/queries.csv",
            "  ... --lead-in radio/ talk.mp3     what streams begin with",
            "  ... --hours 100 --json            among decoys; 100 h need 2 GB of heap"
        })
public final class RestreamsCommand extends LiveSubcommand {
    @Option(
            names = "--queries",
            required = true,
            paramLabel = "CSV",
            description =
                    "clips of works and of none, with the columns path (relative to"
                            + " the CSV), true_ref, offset_s, group")
    private Path queries;

    @Option(
            names = "--lead-in",
            paramLabel = "PATH",
            arity = "1..*",
            description =
                    "recordings or folders that streams begin with, the first two"
                            + " minutes of each; works among them are left out"
                            + " (default: what the list leaves out of DIR)")
    private List<Path> leadIns;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of the lead-ins (default: ${DEFAULT-VALUE})")
    private long seed;

    @Override
    public Integer call() throws IOException {
        checkLive();
        List<Path> begin = leadIns == null ? List.of() : leadIns;
        return new RestreamBench(live, queries, begin, seed, out(), err()).run() ? 0 : 1;
    }
}

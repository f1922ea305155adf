package dev.vigil.bench.video;

import dev.vigil.bench.report.BenchSubcommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench video}: what recognition of moving pictures costs and finds. */
@Command(
        name = "video",
        description = {
            "Measures recognition of moving pictures: extraction, index, search, and which distorted",
            "clips are found; with goals beside, and MPEG-7 video signatures by ffmpeg on the same",
            "clips, aligned exhaustively, where ffmpeg is on the path."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vigil bench video                                   generated films, some minutes",
            "  vigil bench video --references DIR --queries Q/queries.csv --hours 1,100",
            "  VIGIL_JAVA_OPTS=-Xmx18g vigil bench video --references DIR --queries Q/queries.csv \\",
            "      --hours 1,100,1000"
        })
public final class VideoCommand extends BenchSubcommand {
    @Option(
            names = "--references",
            paramLabel = "DIR",
            description = "folder of films to index (default: generated ones)")
    private Path references;

    @Option(
            names = "--queries",
            paramLabel = "CSV",
            description = "clips of these films, as vigil evaluate --video reads them")
    private Path queries;

    @Option(
            names = "--clips",
            paramLabel = "N",
            defaultValue = "4",
            description = "generated clips of each of 13 distortions (default: 4)")
    private int clips;

    @Option(
            names = "--hours",
            paramLabel = "N",
            split = ",",
            defaultValue = "1",
            description =
                    "sizes of the index, in order; decoys fill it up: words of the films, their"
                            + " signs swapped (default: 1)")
    private List<Integer> hours;

    @Option(
            names = "--decoys",
            paramLabel = "N",
            defaultValue = "400",
            description = "other decoys of 10 s that are searched for in vain (default: 400)")
    private int decoys;

    @Option(names = "--once", description = "measure costs once and cold, to try the bench")
    private boolean once;

    @Option(names = "--no-peer", description = "leave MPEG-7 signatures out")
    private boolean noPeer;

    @Option(names = "--json", description = "the report as one line of JSON")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        require("--clips", clips, 1, 50);
        require("--decoys", decoys, 1, 1_000);
        for (int i = 0; i < hours.size(); i++) {
            require("--hours", hours.get(i), i == 0 ? 0 : hours.get(i - 1) + 1, 2_000);
        }
        if ((references == null) != (queries == null)) {
            throw wrong(
                    references == null
                            ? "--queries: expected --references beside it, got none"
                            : "--references: expected --queries beside it, got none");
        }
        VideoBench.Options options =
                new VideoBench.Options(
                        references, queries, clips, hours, decoys, once, !noPeer, json);
        return new VideoBench(options, out(), err()).run() ? 0 : 1;
    }
}

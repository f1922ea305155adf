package dev.vigil.bench.live;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What the benchmarks of the live ear have in common on the command line. */
public final class LiveOptions {
    @Option(
            names = "--references",
            required = true,
            paramLabel = "DIR",
            description = "folder of the works' recordings, any format")
    public Path references;

    @Option(
            names = "--reference-list",
            required = true,
            paramLabel = "FILE",
            description = "names of those to index, relative to DIR, one a line")
    public Path referenceList;

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "grow the index to this many hours with decoys: peaks of the works, reversed and"
                            + " moved in pitch")
    public int hours;

    @Option(
            names = "--thorough-every",
            paramLabel = "N",
            description =
                    "every n-th packet is searched thoroughly, as search.thorough.every of the job"
                            + " (default: the job's)")
    private Integer thoroughEvery;

    @Option(names = "--json", description = "the report as one line of JSON")
    public boolean json;

    /** The job's default where none is given. */
    public int thoroughEvery() {
        return thoroughEvery == null ? LiveEar.THOROUGH_EVERY : thoroughEvery;
    }
}

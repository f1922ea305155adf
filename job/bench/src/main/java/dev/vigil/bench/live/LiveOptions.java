package dev.vigil.bench.live;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What the benchmarks of the live ear have in common on the command line. */
public final class LiveOptions {
    @Option(
            names = "--references",
            paramLabel = "DIR",
            description = "folder of the works' recordings, any format")
    public Path references;

    @Option(
            names = "--reference-list",
            paramLabel = "FILE",
            description = "names of those to index, relative to DIR, one a line")
    public Path referenceList;

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "grow the index to this many hours with decoys: those of the works, reversed and"
                            + " moved in pitch, or with signs of their words swapped")
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

    /** Whether it is set. */
    public boolean hasThoroughEvery() {
        return thoroughEvery != null;
    }

    /** The job's default where none is given. */
    public int thoroughEvery() {
        return thoroughEvery == null ? LiveEar.THOROUGH_EVERY : thoroughEvery;
    }
}

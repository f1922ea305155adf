package dev.vigil.bench.audio;

import dev.vigil.audio.Profile;
import dev.vigil.bench.report.Figure;
import dev.vigil.bench.report.Row;
import dev.vigil.bench.report.Runs;
import dev.vigil.cli.evaluate.Decoys;
import dev.vigil.match.Index;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How an index becomes large, and what it is then. */
final class Growth {
    private final Profile profile = Profile.CURRENT;
    private final List<long[]> real;
    private final Consumer<String> progress;
    private final List<Figure> figures = new ArrayList<>();
    private Index index;

    Growth(List<long[]> real, Consumer<String> progress) {
        this.real = real;
        this.progress = progress;
    }

    /** The index of the real recordings and of decoys up to that many hours. */
    Index grown(double hours) throws IOException {
        progress.accept("indexing");
        Runs built = Runs.cpuSeconds(this::build);
        double realHours = index.hours();
        figures.add(
                Figure.of(
                        "index build, real recordings",
                        "ms per hour of them",
                        built.map(cpu -> 1_000 * cpu / realHours)));
        double crowd = index.crowd();
        if (hours > realHours) {
            figures.add(
                    Figure.of(
                            "index build, grown to " + Row.number(hours) + " h with decoys, once",
                            "s",
                            Runs.cpuOf(
                                    () -> new Decoys(real, profile).fill(index, hours, progress))));
        }
        figures.add(Figure.of("index", "h", index.hours()));
        figures.add(Figure.of("hashes", "per second", index.postings() / index.hours() / 3_600));
        figures.add(bucket("bucket of a posting, real recordings", crowd, realHours));
        if (hours > realHours) {
            figures.add(bucket("bucket of a posting, with decoys", index.crowd(), index.hours()));
        }
        return index;
    }

    private static Figure bucket(String name, double crowd, double hours) {
        return Figure.of(
                name + " (" + Row.number(crowd) + " in all)", "postings per hour", crowd / hours);
    }

    /** One reference after the other, merged when it is due, as the job does at its start. */
    private void build() {
        index = new Index(profile);
        for (long[] peaks : real) {
            index.add(peaks);
            index.maintain();
        }
    }

    /** What has been measured. */
    List<Figure> figures() {
        return List.copyOf(figures);
    }
}

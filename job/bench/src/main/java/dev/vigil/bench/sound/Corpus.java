package dev.vigil.bench.sound;

import dev.vigil.edge.PcmSource;
import dev.vigil.fixtures.sound.Composer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is indexed, as peaks, and what is searched for, as samples: every fifth recording is held
 * out of the index, so that it is unrelated to it.
 *
 * @param origin where it comes from, for the report
 * @param references peaks of the recordings that are indexed
 * @param works their mono samples at the profile's rate
 * @param unrelated mono samples at the profile's rate
 */
public record Corpus(
        String origin, List<long[]> references, List<short[]> works, List<short[]> unrelated) {
    private static final int ONE_IN = 5;
    private static final int COMPOSED = 15;
    private static final int COMPOSED_SECONDS = 120;
    private static final long SEED = 4_711;

    /** Of a film the first ten minutes are enough; all of it stays in memory. */
    private static final int MOST_SAMPLES = 600 * PcmSource.RATE_HZ;

    private interface Reader {
        short[] read(int number) throws IOException;
    }

    /** Music of the house's own synthesizer, the same every time. */
    public static Corpus composed(Consumer<String> progress) throws IOException {
        return composed(COMPOSED, COMPOSED_SECONDS, progress);
    }

    /**
     * The first of them, or their beginnings.
     *
     * @param count 5 or more, as one in 5 is held out
     */
    public static Corpus composed(int count, int seconds, Consumer<String> progress)
            throws IOException {
        return gathered(
                "composed, seeds " + SEED + " to " + (SEED + count - 1),
                count,
                i -> Composer.compose(SEED + i, seconds, PcmSource.RATE_HZ).pcm(),
                progress);
    }

    /** The recordings of a folder in the order of their names, files that are none left out. */
    public static Corpus of(Path directory, Consumer<String> progress) throws IOException {
        List<Path> files = Recordings.in(directory);
        if (files.size() < ONE_IN) {
            throw new IOException(
                    "--references: expected "
                            + ONE_IN
                            + " recordings or more, because one in "
                            + ONE_IN
                            + " is held out of the index, got "
                            + files.size()
                            + " in '"
                            + directory
                            + "'; give another folder");
        }
        return gathered(
                files.size() + " recordings of " + directory,
                files.size(),
                i -> Recordings.pcm(files.get(i), MOST_SAMPLES),
                progress);
    }

    private static Corpus gathered(
            String origin, int count, Reader recordings, Consumer<String> progress)
            throws IOException {
        List<long[]> references = new ArrayList<>();
        List<short[]> works = new ArrayList<>();
        List<short[]> unrelated = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            short[] pcm = recordings.read(i);
            if (i % ONE_IN == ONE_IN - 1) {
                unrelated.add(pcm);
            } else {
                works.add(pcm);
                references.add(Recordings.peaks(pcm));
            }
            progress.accept("read " + (i + 1) + " of " + count + " recordings");
        }
        return new Corpus(origin, references, works, unrelated);
    }

    public double unrelatedSeconds() {
        return unrelated.stream().mapToDouble(pcm -> pcm.length).sum() / PcmSource.RATE_HZ;
    }
}

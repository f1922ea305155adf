package dev.vigil.bench.live.restreams;

import dev.vigil.bench.sound.Recordings;
import dev.vigil.edge.PcmSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a stream plays before the infringing part: a stretch of another recording, drawn by seed and
 * by the query's number alone, so that more queries change nothing of those before.
 */
final class LeadIns {
    static final double LEAST_SECONDS = 7;
    static final double MOST_SECONDS = 31;

    /** Where the infringing part begins is no border of packets, nor of segments. */
    private static final int MOST_SAMPLES = (int) (MOST_SECONDS * PcmSource.RATE_HZ);

    private static final int LEAST_SAMPLES = (int) (LEAST_SECONDS * PcmSource.RATE_HZ);

    /** All of them stay in memory. */
    private static final int KEPT_SAMPLES = 120 * PcmSource.RATE_HZ;

    private final List<short[]> sounds = new ArrayList<>();
    private final long seed;

    /**
     * @throws IOException where none is long enough
     */
    LeadIns(List<Path> files, long seed) throws IOException {
        this.seed = seed;
        for (Path file : files) {
            short[] pcm = Recordings.pcm(file, KEPT_SAMPLES);
            if (pcm.length >= MOST_SAMPLES) {
                sounds.add(pcm);
            }
        }
        if (sounds.isEmpty()) {
            throw new IOException(
                    "--lead-in: expected a recording of "
                            + (int) MOST_SECONDS
                            + " s or more, got "
                            + files.size()
                            + " that are shorter; give longer ones");
        }
    }

    int count() {
        return sounds.size();
    }

    /** Samples that the stream of a query begins with. */
    short[] draw(int number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        short[] sound = sounds.get(random.nextInt(sounds.size()));
        int length = random.nextInt(LEAST_SAMPLES, MOST_SAMPLES);
        int from = random.nextInt(sound.length - length + 1);
        return Arrays.copyOfRange(sound, from, from + length);
    }
}

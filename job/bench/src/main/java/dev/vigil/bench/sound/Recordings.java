package dev.vigil.bench.sound;

import dev.vigil.audio.FrontEnd;
import dev.vigil.audio.Profile;
import dev.vigil.edge.Decoder;
import dev.vigil.edge.PcmSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Recordings on disk, decoded as {@code vigil ingest} does it. */
public final class Recordings {
    private static final int FIRST_SAMPLES = 60 * PcmSource.RATE_HZ;

    private Recordings() {}

    /**
     * A file, or those below a folder in the order of their names; what is no sound is left out.
     */
    public static List<Path> in(Path folderOrFile) throws IOException {
        try (Stream<Path> all = Files.walk(folderOrFile)) {
            return all.filter(Files::isRegularFile).filter(Recordings::isSound).sorted().toList();
        }
    }

    private static boolean isSound(Path file) {
        try (Decoder ignored = Decoder.open(file.toString())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Its samples, {@code most} of them from its start where it is longer. */
    public static short[] pcm(Path file, int most) throws IOException {
        short[] pcm = new short[Math.min(most, FIRST_SAMPLES)];
        try (Decoder decoder = Decoder.open(file.toString())) {
            int filled = 0;
            while (true) {
                filled += decoder.readFully(pcm, filled, pcm.length - filled);
                if (filled < pcm.length || filled == most) {
                    return Arrays.copyOf(pcm, filled);
                }
                pcm = Arrays.copyOf(pcm, (int) Math.min(most, 2L * pcm.length));
            }
        }
    }

    /** The peaks of a whole recording. */
    public static long[] peaks(short[] pcm) {
        LongStream.Builder peaks = LongStream.builder();
        FrontEnd frontEnd = new FrontEnd(Profile.CURRENT);
        frontEnd.accept(pcm, 0, pcm.length, peaks::add);
        frontEnd.finish(peaks::add);
        return peaks.build().toArray();
    }
}

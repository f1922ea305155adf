package dev.vigil.edge;

import java.io.IOException;

/** A stream of mono 16-bit samples at 11,025 Hz, read once from start to end. */
@FunctionalInterface
public interface PcmSource {
    /** Sample rate of everything behind the decoder, in Hz. */
    int RATE_HZ = 11_025;

    /**
     * Reads up to {@code length} samples; fewer do not mean the end.
     *
     * @return the number of samples, at least 1, or -1 at the end
     * @throws MediaException when the source is damaged or goes away
     */
    int read(short[] buffer, int from, int length) throws IOException;

    /**
     * Fills the range unless the source ends before; returns how many samples it holds, 0 at the
     * end.
     */
    default int readFully(short[] buffer, int from, int length) throws IOException {
        int filled = 0;
        while (filled < length) {
            int samples = read(buffer, from + filled, length - filled);
            if (samples < 0) {
                break;
            }
            filled += samples;
        }
        return filled;
    }

    /** Sound that is in memory already. */
    static PcmSource of(short[] pcm) {
        int[] position = {0};
        return (buffer, from, length) -> {
            int samples = Math.min(length, pcm.length - position[0]);
            if (samples == 0) {
                return -1;
            }
            System.arraycopy(pcm, position[0], buffer, from, samples);
            position[0] += samples;
            return samples;
        };
    }
}

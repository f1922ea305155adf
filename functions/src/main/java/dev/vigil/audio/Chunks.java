package dev.vigil.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts the peaks of a whole recording into the chunks of 60 s in which references travel. */
public final class Chunks {
    private static final int SECONDS = 60;

    /** A manifest may name no more: a week, nearly. */
    private static final int MOST = 10_000;

    private Chunks() {}

    /**
     * Each peak once. Empty chunks are kept: their number is the length of the recording.
     *
     * @param peaks packed, in order of time
     * @param frames length of the recording
     * @throws IllegalArgumentException if it is longer than a week
     */
    public static List<long[]> cut(Profile profile, long[] peaks, long frames) {
        int chunkFrames = (int) Math.round(SECONDS * profile.framesPerSecond());
        long end = peaks.length == 0 ? frames : Math.max(frames, lastFrame(peaks) + 1);
        if (end > (long) MOST * chunkFrames) {
            throw new IllegalArgumentException(
                    "recording: expected at most "
                            + MOST
                            + " chunks of 60 s, got "
                            + end
                            + " frames; send it in parts");
        }
        List<long[]> chunks = new ArrayList<>();
        int from = 0;
        for (long next = chunkFrames; next < end + chunkFrames; next += chunkFrames) {
            int to = from;
            while (to < peaks.length && Peak.frame(peaks[to]) < next) {
                to++;
            }
            chunks.add(Arrays.copyOfRange(peaks, from, to));
            from = to;
        }
        return chunks;
    }

    private static long lastFrame(long[] peaks) {
        return Peak.frame(peaks[peaks.length - 1]);
    }
}

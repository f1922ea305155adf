package dev.vigil.video;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts the words of a film into chunks of 60 s, as the topic of references has them. */
public final class WordChunks {
    private static final int SECONDS = 60;

    /** A manifest may name no more: a week, nearly. */
    private static final int MOST = 10_000;

    private WordChunks() {}

    /**
     * Each word once. Empty chunks are kept: their number is the length of the film.
     *
     * @param words packed, in order of time, see {@link PictureWord}
     * @param frames length of the film
     * @throws IllegalArgumentException if it is longer than a week
     */
    public static List<long[]> cut(PictureProfile profile, long[] words, long frames) {
        int chunkFrames = SECONDS * profile.framesPerSecond();
        if (frames > (long) MOST * chunkFrames) {
            throw new IllegalArgumentException(
                    "film: expected at most "
                            + MOST
                            + " chunks of 60 s, got "
                            + frames
                            + " frames; send it in parts");
        }
        List<long[]> chunks = new ArrayList<>();
        int from = 0;
        for (long next = chunkFrames; next < frames + chunkFrames; next += chunkFrames) {
            int to = from;
            while (to < words.length && PictureWord.frame(words[to]) < next) {
                to += PictureWord.LONGS;
            }
            chunks.add(Arrays.copyOfRange(words, from, to));
            from = to;
        }
        return chunks;
    }
}

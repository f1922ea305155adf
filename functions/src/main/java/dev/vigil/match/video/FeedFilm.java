package dev.vigil.match.video;

import dev.vigil.video.PictureWord;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.IntConsumer;

/**
 * A feed in an index of films, which can forget a film only in whole: so it is there in stretches,
 * of which the last is made again as it grows, and old ones go.
 */
final class FeedFilm {
    /** Frames of a stretch, 10 minutes: 0.6 MB of words. */
    static final int STRETCH_FRAMES = 4_800;

    /** How far a stretch reaches back into the one before, 24 s: whatever a packet lies along. */
    static final int SHARED_FRAMES = 192;

    private final Films films;
    private final Deque<Stretch> stretches = new ArrayDeque<>();

    /** Of the last stretch. */
    private long[] words = {};

    private record Stretch(int ordinal, long toFrame) {}

    /** The films of an index. */
    interface Films {
        /** Gives a film that grows a number. */
        int begin(PictureReference film);

        void grow(int ordinal, PictureReference film);

        /** It will not grow further. */
        void complete(int ordinal);
    }

    FeedFilm(Films films) {
        this.films = films;
    }

    /** Appends words. */
    void grow(long[] newWords) {
        if (newWords.length == 0) {
            return;
        }
        long newest = PictureWord.frame(newWords[newWords.length - PictureWord.LONGS]);
        boolean isNext = words.length > 0 && newest - PictureWord.frame(words[0]) > STRETCH_FRAMES;
        long[] kept = isNext ? from(PictureWord.frame(newWords[0]) - SHARED_FRAMES) : words;
        long[] grown = Arrays.copyOf(kept, kept.length + newWords.length);
        System.arraycopy(newWords, 0, grown, kept.length, newWords.length);
        PictureReference film = PictureReference.of(grown);
        words = grown;
        if (stretches.isEmpty()) {
            stretches.add(new Stretch(films.begin(film), newest + 1));
        } else if (isNext) {
            films.complete(stretches.getLast().ordinal);
            stretches.add(new Stretch(films.begin(film), newest + 1));
        } else {
            int ordinal = stretches.removeLast().ordinal;
            films.grow(ordinal, film);
            stretches.add(new Stretch(ordinal, newest + 1));
        }
    }

    /** Bytes of the words from which the last stretch is made again. */
    long bytes() {
        return (long) Long.BYTES * words.length;
    }

    private long[] from(long frame) {
        int at = 0;
        while (at < words.length && PictureWord.frame(words[at]) < frame) {
            at += PictureWord.LONGS;
        }
        return Arrays.copyOfRange(words, at, words.length);
    }

    /**
     * Forgets the stretches that end before a frame.
     *
     * @param gone gets their ordinals
     */
    void forgetBefore(long frame, IntConsumer gone) {
        while (!stretches.isEmpty() && stretches.getFirst().toFrame <= frame) {
            gone.accept(stretches.removeFirst().ordinal);
        }
        if (stretches.isEmpty()) {
            words = new long[0];
        }
    }
}

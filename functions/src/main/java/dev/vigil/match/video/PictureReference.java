package dev.vigil.match.video;

import dev.vigil.match.ReferenceIndex;
import dev.vigil.video.PictureWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The words of one film as an index keeps them: of each window the runs of pictures that are alike,
 * and every second word of change. Immutable.
 */
public final class PictureReference implements ReferenceIndex.Prepared {
    /** Pictures within this many bits of a run's first are of the run. */
    static final int RUN_BITS = 6;

    /** Frames from one word of change that is kept to the next. */
    static final int CHANGE_STEP = 2;

    /** Numbers of windows of a film, which votes have four bits for. */
    static final int MOST_WINDOWS = 16;

    /** A week at 8 frames a second: longer films come in parts. */
    private static final long LONGEST_FRAMES = 7L * 24 * 3600 * 8;

    private final long fromFrame;
    private final int frames;
    private final Runs[] runs;
    private final long[][] changes;

    /**
     * Runs of a window in order of time.
     *
     * @param words of the first picture of each
     * @param starts frame of it, from the first of the film
     * @param ends frame behind its last picture
     */
    public record Runs(long[] words, int[] starts, int[] ends) {
        public int count() {
            return words.length;
        }

        /** The last run that begins at a frame or before, -1 for none. */
        int at(int frame) {
            int at = Arrays.binarySearch(starts, frame);
            return at < 0 ? -at - 2 : at;
        }
    }

    private PictureReference(long fromFrame, int frames, Runs[] runs, long[][] changes) {
        this.fromFrame = fromFrame;
        this.frames = frames;
        this.runs = runs;
        this.changes = changes;
    }

    /**
     * A film of packed words, see {@link PictureWord}.
     *
     * @throws IllegalArgumentException if they are not in order of time, or are of more than a week
     */
    public static PictureReference of(long[] words) {
        check(words);
        if (words.length == 0) {
            return new PictureReference(0, 0, new Runs[0], new long[0][]);
        }
        long from = PictureWord.frame(words[0]);
        int frames = (int) (PictureWord.frame(words[words.length - PictureWord.LONGS]) - from) + 1;
        List<Gathered> windows = new ArrayList<>();
        for (int i = 0; i < words.length; i += PictureWord.LONGS) {
            int window = PictureWord.window(words[i]);
            while (windows.size() <= window) {
                windows.add(new Gathered(frames));
            }
            int frame = (int) (PictureWord.frame(words[i]) - from);
            if (PictureWord.hasPicture(words[i])) {
                windows.get(window).picture(frame, words[i + 1]);
            }
            if (PictureWord.hasChange(words[i])) {
                windows.get(window).change(frame, words[i + 2]);
            }
        }
        return new PictureReference(
                from,
                frames,
                windows.stream().map(Gathered::runs).toArray(Runs[]::new),
                windows.stream().map(one -> one.changes).toArray(long[][]::new));
    }

    private static void check(long[] words) {
        for (int i = 0; i < words.length; i += PictureWord.LONGS) {
            if (PictureWord.window(words[i]) >= MOST_WINDOWS) {
                throw new IllegalArgumentException(
                        "reference: expected words of up to "
                                + MOST_WINDOWS
                                + " windows, got one of window "
                                + PictureWord.window(words[i])
                                + "; fingerprint it again");
            }
        }
        if (!PictureWord.areInOrder(words)) {
            throw new IllegalArgumentException(
                    "reference: expected words in order of time, got "
                            + words.length / PictureWord.LONGS
                            + " that are not; fingerprint it again");
        }
        if (words.length > 0) {
            long last = words[words.length - PictureWord.LONGS];
            long frames = PictureWord.frame(last) - PictureWord.frame(words[0]);
            if (frames > LONGEST_FRAMES) {
                throw new IllegalArgumentException(
                        "reference: expected words within a week of the first, got one "
                                + frames / 8
                                + " s after it; send it in parts");
            }
        }
    }

    /** Of one window, while words are read. */
    private static final class Gathered {
        /** Pictures further apart than a stream's are not of one run. */
        private static final int LARGEST_STEP = 2;

        private long[] words = new long[16];
        private int[] starts = new int[16];
        private int[] ends = new int[16];
        private int count;
        private final long[] changes;

        Gathered(int frames) {
            changes = new long[frames / CHANGE_STEP + 1];
        }

        void picture(int frame, long word) {
            boolean goesOn =
                    count > 0
                            && frame - ends[count - 1] < LARGEST_STEP
                            && Long.bitCount(words[count - 1] ^ word) <= RUN_BITS;
            if (!goesOn) {
                begin(frame, word);
            }
            ends[count - 1] = frame + 1;
        }

        private void begin(int frame, long word) {
            if (count == words.length) {
                words = Arrays.copyOf(words, 2 * count);
                starts = Arrays.copyOf(starts, 2 * count);
                ends = Arrays.copyOf(ends, 2 * count);
            }
            words[count] = word;
            starts[count++] = frame;
        }

        void change(int frame, long word) {
            if (frame % CHANGE_STEP == 0) {
                changes[frame / CHANGE_STEP] = word;
            }
        }

        Runs runs() {
            return new Runs(
                    Arrays.copyOf(words, count),
                    Arrays.copyOf(starts, count),
                    Arrays.copyOf(ends, count));
        }
    }

    public int windows() {
        return runs.length;
    }

    public Runs runs(int window) {
        return runs[window];
    }

    /** The word of change near a frame from the first, 0 for none. */
    long change(int window, int frame) {
        return changes[window][frame / CHANGE_STEP];
    }

    /** First frame of the film that has a word. */
    public long fromFrame() {
        return fromFrame;
    }

    /** Frames from the first word to the last. */
    int frames() {
        return frames;
    }

    int runCount() {
        return Arrays.stream(runs).mapToInt(Runs::count).sum();
    }

    /** Bytes held by arrays. */
    long bytes() {
        long held = 0;
        for (int window = 0; window < runs.length; window++) {
            held += 16L * runs[window].count() + 8L * changes[window].length;
        }
        return held;
    }
}

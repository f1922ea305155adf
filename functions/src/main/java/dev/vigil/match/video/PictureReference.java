package dev.vigil.match.video;

import dev.vigil.match.ReferenceIndex;
import dev.vigil.video.PictureWord;

/**
 * The words of one film as an index keeps them: of each window the runs of pictures that are alike,
 * and every second word of change. Immutable.
 *
 * <p>What has a place in time is a bit in a row of all frames of the first window, then of the
 * next; words are beside each other in the order of their bits. So runs of all windows are numbered
 * through, in order of windows, then of time. The words of runs may be those of a shelf, which has
 * them of many films.
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

    /** What a film of an index takes beside its arrays: objects, names, an entry in a map. */
    private static final int OBJECT_BYTES = 416;

    private final long fromFrame;
    private final int frames;
    private final int windows;

    /** Where a run begins. */
    private final CountedBits starts;

    /** Where there is a picture of a run. */
    private final CountedBits pictures;

    /** Every {@value #CHANGE_STEP}th frame that has a word of change. */
    private final CountedBits moving;

    private final long[] changes;

    /** Words of runs, from the first of the film on. */
    private final long[] words;

    private final int firstWord;

    /**
     * Times of the runs of a window, in order.
     *
     * @param starts frame of the first picture of each, from the first of the film
     * @param ends frame behind its last picture
     */
    public record Runs(int[] starts, int[] ends) {
        public int count() {
            return starts.length;
        }
    }

    private PictureReference(Gathered of) {
        fromFrame = of.fromFrame;
        frames = of.frames;
        windows = of.windows;
        starts = of.starts;
        pictures = of.pictures;
        moving = of.moving;
        changes = of.changes;
        words = of.runWords;
        firstWord = 0;
    }

    private PictureReference(PictureReference of, long[] words, int firstWord) {
        fromFrame = of.fromFrame;
        frames = of.frames;
        windows = of.windows;
        starts = of.starts;
        pictures = of.pictures;
        moving = of.moving;
        changes = of.changes;
        this.words = words;
        this.firstWord = firstWord;
    }

    /**
     * A film of packed words, see {@link PictureWord}.
     *
     * @throws IllegalArgumentException if they are not in order of time, or are of more than a week
     */
    public static PictureReference of(long[] words) {
        check(words);
        return new PictureReference(new Gathered(words));
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

    /** What is made of packed words: first where something is, then its words. */
    private static final class Gathered {
        /** Pictures further apart than a stream's are not of one run. */
        private static final int LARGEST_STEP = 2;

        private final long fromFrame;
        private final int frames;
        private final int windows;
        private final CountedBits starts;
        private final CountedBits pictures;
        private final CountedBits moving;
        private final long[] runWords;
        private final long[] changes;

        Gathered(long[] words) {
            boolean any = words.length > 0;
            fromFrame = any ? PictureWord.frame(words[0]) : 0;
            frames = any ? frame(words[words.length - PictureWord.LONGS]) + 1 : 0;
            windows = windows(words);
            long[] begun = CountedBits.room(windows * frames);
            long[] covered = CountedBits.room(windows * frames);
            runs(words, begun, covered);
            starts = new CountedBits(begun);
            pictures = new CountedBits(covered);
            moving = new CountedBits(moving(words));
            runWords = new long[starts.count()];
            changes = new long[moving.count()];
            fill(words);
        }

        private int frame(long head) {
            return (int) (PictureWord.frame(head) - fromFrame);
        }

        private static int windows(long[] words) {
            int windows = 0;
            for (int i = 0; i < words.length; i += PictureWord.LONGS) {
                windows = Math.max(windows, PictureWord.window(words[i]) + 1);
            }
            return windows;
        }

        private int place(long head) {
            return PictureWord.window(head) * frames + frame(head);
        }

        private int changePlace(long head) {
            return PictureWord.window(head) * changeFrames(frames) + frame(head) / CHANGE_STEP;
        }

        private void runs(long[] words, long[] begun, long[] covered) {
            long[] first = new long[windows];
            int[] ends = new int[windows];
            for (int i = 0; i < words.length; i += PictureWord.LONGS) {
                if (PictureWord.hasPicture(words[i])) {
                    int window = PictureWord.window(words[i]);
                    int frame = frame(words[i]);
                    boolean goesOn =
                            ends[window] > 0
                                    && frame - ends[window] < LARGEST_STEP
                                    && Long.bitCount(first[window] ^ words[i + 1]) <= RUN_BITS;
                    if (!goesOn) {
                        first[window] = words[i + 1];
                        CountedBits.set(begun, window * frames + frame);
                    }
                    for (int at = goesOn ? ends[window] : frame; at <= frame; at++) {
                        CountedBits.set(covered, window * frames + at);
                    }
                    ends[window] = frame + 1;
                }
            }
        }

        private long[] moving(long[] words) {
            long[] moving = CountedBits.room(windows * changeFrames(frames));
            for (int i = 0; i < words.length; i += PictureWord.LONGS) {
                if (isKeptChange(words[i])) {
                    CountedBits.set(moving, changePlace(words[i]));
                }
            }
            return moving;
        }

        private boolean isKeptChange(long head) {
            return PictureWord.hasChange(head) && frame(head) % CHANGE_STEP == 0;
        }

        private void fill(long[] words) {
            for (int i = 0; i < words.length; i += PictureWord.LONGS) {
                int place = place(words[i]);
                if (PictureWord.hasPicture(words[i]) && starts.get(place)) {
                    runWords[starts.before(place)] = words[i + 1];
                }
                if (isKeptChange(words[i])) {
                    changes[moving.before(changePlace(words[i]))] = words[i + 2];
                }
            }
        }
    }

    private static int changeFrames(int frames) {
        return frames / CHANGE_STEP + 1;
    }

    /** The same film whose words of runs are those of an array from a place on. */
    PictureReference in(long[] otherWords, int from) {
        return new PictureReference(this, otherWords, from);
    }

    /** Copies the words of all runs, in order of their numbers. */
    void copyWords(long[] to, int at) {
        System.arraycopy(words, firstWord, to, at, runCount());
    }

    public int windows() {
        return windows;
    }

    /** Times of the runs of a window, made for this call. */
    public Runs runs(int window) {
        int first = runFrom(window, 0);
        int count = runFrom(window + 1, 0) - first;
        int[] begins = new int[count];
        int[] ends = new int[count];
        for (int i = 0; i < count; i++) {
            int place = place(first + i);
            begins[i] = frame(place);
            ends[i] = begins[i] + length(place, frames);
        }
        return new Runs(begins, ends);
    }

    int runCount() {
        return starts.count();
    }

    /** Where a run begins: its window and frame in one number. */
    int place(int run) {
        return starts.place(run);
    }

    /** The window of a place. */
    int window(int place) {
        return place / frames;
    }

    /** The frame of a place, from the first of the film. */
    int frame(int place) {
        return place % frames;
    }

    /** The word of a run. */
    long word(int run) {
        return words[firstWord + run];
    }

    int place(int window, int frame) {
        return window * frames + frame;
    }

    /** The number of the first run that begins at a frame of a window or after. */
    int runFrom(int window, int frame) {
        return starts.before(place(window, frame));
    }

    /** Whether a run begins at a frame. */
    boolean begins(int window, int frame) {
        return starts.get(place(window, frame));
    }

    /** Whether there is a picture of a run at a frame. */
    boolean hasPicture(int window, int frame) {
        return pictures.get(place(window, frame));
    }

    /** Pictures of the run that begins at a place, or as many as are asked for. */
    int length(int place, int most) {
        int length = 1;
        while (length < most && pictures.get(place + length) && !starts.get(place + length)) {
            length++;
        }
        return length;
    }

    /** The word of change near a frame from the first, 0 for none. */
    long change(int window, int frame) {
        int place = window * changeFrames(frames) + frame / CHANGE_STEP;
        return moving.get(place) ? changes[moving.before(place)] : 0;
    }

    /** Copies the words of change near some frames of a window, 0 for none. */
    void copyChanges(int window, int frame, int count, long[] to) {
        int row = window * changeFrames(frames);
        int number = moving.before(row + frame / CHANGE_STEP);
        int before = -1;
        long change = 0;
        for (int i = 0; i < count; i++) {
            int place = row + (frame + i) / CHANGE_STEP;
            if (place != before) {
                before = place;
                change = moving.get(place) ? changes[number++] : 0;
            }
            to[i] = change;
        }
    }

    /** First frame of the film that has a word. */
    public long fromFrame() {
        return fromFrame;
    }

    /** Frames from the first word to the last. */
    int frames() {
        return frames;
    }

    /** Bytes that an index holds for the film, without the words of its runs. */
    long bytes() {
        return OBJECT_BYTES
                + starts.bytes()
                + pictures.bytes()
                + moving.bytes()
                + (long) Long.BYTES * changes.length;
    }
}

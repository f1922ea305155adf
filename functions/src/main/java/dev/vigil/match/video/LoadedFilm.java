package dev.vigil.match.video;

/**
 * Some frames of a film, one window at a time, as evidence is counted from them. Scratch memory of
 * one thread.
 */
final class LoadedFilm {
    /** Frames for which a run is fresh. */
    private static final int FRESH_FRAMES = 4;

    private int from;
    private int length;

    /** The word of each frame's run, 0 where there is none. */
    private long[] words = new long[0];

    private boolean[] fresh = new boolean[0];

    /** The word of each frame's change, 0 where there is none. */
    private long[] changes = new long[0];

    /**
     * Chooses frames.
     *
     * @param length how many; less than 1 for none
     */
    void choose(int fromFrame, int frames) {
        from = fromFrame;
        length = frames;
        if (words.length < length) {
            words = new long[length];
            fresh = new boolean[length];
            changes = new long[length];
        }
    }

    /**
     * Reads them in a window of a film.
     *
     * @param without pictures that are no evidence; null for none
     */
    void read(PictureReference film, int window, SharedPictures.Stretch without) {
        readRuns(film, window);
        film.copyChanges(window, from, length, changes);
        for (int i = 0; without != null && i < length; i++) {
            if (without.has(from + i)) {
                words[i] = 0;
                changes[i] = 0;
            }
        }
    }

    private void readRuns(PictureReference film, int window) {
        int run = film.runFrom(window, from) - 1;
        // In a window before this one its run has no picture here.
        long word = run < 0 ? 0 : film.word(run);
        int begun = -FRESH_FRAMES;
        for (int i = Math.max(-FRESH_FRAMES, -from); i < length; i++) {
            if (film.begins(window, from + i)) {
                begun = i;
                if (i >= 0) {
                    word = film.word(++run);
                }
            }
            if (i >= 0) {
                words[i] = film.hasPicture(window, from + i) ? word : 0;
                fresh[i] = i - begun < FRESH_FRAMES;
            }
        }
    }

    /** The first of them. */
    int from() {
        return from;
    }

    int length() {
        return length;
    }

    long word(int at) {
        return words[at];
    }

    /** Whether the run of a frame with a word began a moment before. */
    boolean isFresh(int at) {
        return fresh[at];
    }

    long change(int at) {
        return changes[at];
    }
}

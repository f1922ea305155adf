package dev.vigil.match.video;

/**
 * Judges a line by all words along it: how far the film's words are below what unrelated pictures
 * are apart. Evidence counts changes, not pictures: a run of the film counts in full for its first
 * half second and little afterwards, so that a held picture is no line.
 *
 * <p>Scratch memory of one thread.
 */
final class PictureVerifier {
    /** Bits of 64 that a picture may be apart to count as evidence; unrelated ones: 31. */
    private static final int NEAR_PICTURE = 23;

    private static final int NEAR_CHANGE = 25;

    /** Frames for which a run of the film counts in full. */
    private static final int FRESH_FRAMES = 4;

    private static final float HELD = 0.06f;

    /** Steps of a hundredth around tempo 1. */
    private static final int TEMPO_STEPS = 10;

    /** Frames around the place of a cell. */
    private static final int OFFSET_STEPS = 10;

    private PictureQuery query;
    private long mask;
    private SharedPictures.Stretch without;

    /** Stretch of the film around the line. */
    private int from;

    private int length;
    private long[] words = new long[0];
    private boolean[] fresh = new boolean[0];
    private long[] changes = new long[0];

    /** Evidence of each picture of the query at each frame of the stretch, and that of change. */
    private float[] both = new float[0];

    private float[] moving = new float[0];

    /**
     * A line of one window of the query along one of the film; frames from the firsts of both.
     *
     * @param evidence of pictures and of change
     * @param change of it, that of change
     * @param firstPicture of the query that it is supported by
     * @param lastPicture likewise
     */
    record Fitted(
            int window,
            double tempo,
            double offset,
            float evidence,
            float change,
            int firstPicture,
            int lastPicture) {
        /** Frame of the film at a picture of the query. */
        double refAt(int picture) {
            return offset + tempo * PictureQuery.STEP * picture;
        }
    }

    void query(PictureQuery packet) {
        query = packet;
    }

    /**
     * The best line near a cell, in any window of the film; null where the film has no words there.
     *
     * @param mirrorMask of words
     * @param shared pictures of the film that are no evidence; null for none
     */
    Fitted verify(
            PictureCell cell,
            PictureReference film,
            long mirrorMask,
            SharedPictures.Stretch shared) {
        without = shared;
        mask = cell.mirrored() ? mirrorMask : 0;
        stretch(cell, film);
        if (length <= 0) {
            return null;
        }
        load(film, cell.window());
        weigh(cell.queryWindow());
        Fitted best = line(cell.window(), cell.offset());
        // The others only where it lies in this one.
        for (int window = 0; window < film.windows(); window++) {
            if (window != cell.window()) {
                load(film, window);
                weigh(cell.queryWindow());
                best = beside(window, best);
            }
        }
        return best;
    }

    /** The line or one a step beside it, in another window, where that is better. */
    private Fitted beside(int window, Fitted line) {
        Fitted best = line;
        double middle = PictureQuery.STEP * query.pictures() / 2.0;
        for (int step = -1; step <= 1; step++) {
            double tempo = line.tempo() + step / 100.0;
            double start = line.offset() - from - step / 100.0 * middle;
            for (int off = -1; off <= 1; off++) {
                best = along(window, tempo, start + off, best);
            }
        }
        return best;
    }

    /** What lies within reach of any tempo and offset. */
    private void stretch(PictureCell cell, PictureReference film) {
        int span = PictureQuery.STEP * query.pictures();
        int reach = OFFSET_STEPS + span * TEMPO_STEPS / 200 + 2;
        from = Math.max(0, cell.offset() - reach);
        length = Math.min(film.frames(), cell.offset() + span + reach) - from;
    }

    private void load(PictureReference film, int window) {
        if (words.length < length) {
            words = new long[length];
            fresh = new boolean[length];
            changes = new long[length];
        }
        PictureReference.Runs runs = film.runs(window);
        int run = Math.max(0, runs.at(from));
        for (int i = 0; i < length; i++) {
            int frame = from + i;
            while (run + 1 < runs.count() && runs.starts()[run + 1] <= frame) {
                run++;
            }
            boolean within =
                    run < runs.count() && runs.starts()[run] <= frame && frame < runs.ends()[run];
            boolean counts = without == null || !without.has(frame);
            words[i] = within && counts ? runs.words()[run] : 0;
            fresh[i] = within && frame - runs.starts()[run] < FRESH_FRAMES;
            changes[i] = counts ? film.change(window, frame) : 0;
        }
    }

    private void weigh(int window) {
        int pairs = query.pictures() * length;
        if (both.length < pairs) {
            both = new float[pairs];
            moving = new float[pairs];
        }
        for (int picture = 0; picture < query.pictures(); picture++) {
            long word = query.words()[window][picture];
            long change = query.changes()[window][picture];
            for (int i = 0; i < length; i++) {
                int at = picture * length + i;
                float still = 0;
                if (word != 0 && words[i] != 0) {
                    still = share(word ^ mask ^ words[i], NEAR_PICTURE) * (fresh[i] ? 1 : HELD);
                }
                moving[at] =
                        change != 0 && changes[i] != 0
                                ? share(change ^ mask ^ changes[i], NEAR_CHANGE)
                                : 0;
                both[at] = still + moving[at];
            }
        }
    }

    private static float share(long apart, int near) {
        return (float) (near - Long.bitCount(apart)) / near;
    }

    private Fitted line(int window, int offset) {
        Fitted best = null;
        int span = PictureQuery.STEP * query.pictures();
        for (int step = -TEMPO_STEPS; step <= TEMPO_STEPS; step++) {
            double tempo = 1 + step / 100.0;
            // It turns about the middle of the query.
            double middle = offset - from - step / 100.0 * span / 2;
            for (int off = -OFFSET_STEPS; off <= OFFSET_STEPS; off++) {
                best = along(window, tempo, middle + off, best);
            }
        }
        return best;
    }

    /** The best contiguous stretch of a line (Kadane), or the line before where that is better. */
    private Fitted along(int window, double tempo, double start, Fitted before) {
        float sum = 0;
        float change = 0;
        float best = 0;
        float bestChange = 0;
        int first = 0;
        int bestFirst = 0;
        int bestLast = -1;
        for (int picture = 0; picture < query.pictures(); picture++) {
            int at = (int) Math.round(start + tempo * PictureQuery.STEP * picture);
            if (at >= 0 && at < length) {
                sum += both[picture * length + at];
                change += moving[picture * length + at];
            }
            if (sum <= 0) {
                sum = 0;
                change = 0;
                first = picture + 1;
            } else if (sum > best) {
                best = sum;
                bestChange = change;
                bestFirst = first;
                bestLast = picture;
            }
        }
        return before != null && before.evidence >= best
                ? before
                : new Fitted(window, tempo, start + from, best, bestChange, bestFirst, bestLast);
    }
}

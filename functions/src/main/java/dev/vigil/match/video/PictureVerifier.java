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

    /** Pictures of a query in half a second. */
    private static final int TURN = 2;

    /**
     * Bits of 64 by which two pictures half a second apart differ, below which they are of one
     * shot: at a cut it is about 31, in a shot that is held or moves slowly up to 20.
     */
    private static final int LEAST_TURN = 24;

    /** Steps of a hundredth around tempo 1. */
    private static final int TEMPO_STEPS = 10;

    /** Frames around the place of a cell. */
    private static final int OFFSET_STEPS = 10;

    private static final int OFFSETS = 2 * OFFSET_STEPS + 1;

    /** Steps of another window: where it is as good as without, there is none. */
    private static final int[] BESIDE = {0, -1, 1};

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

    /** Evidence of a line of every tempo and offset. */
    private final float[] tried = new float[(2 * TEMPO_STEPS + 1) * OFFSETS];

    /** Of the last line: evidence of change, first and last picture that support it. */
    private float change;

    private int first;
    private int last;

    /**
     * A line of one window of the query along one of the film; frames from the firsts of both.
     *
     * @param evidence of pictures and of change
     * @param change of it, that of change
     * @param turn most bits of 64 by which two pictures of the film half a second apart differ,
     *     where the query is alike in both
     * @param firstPicture of the query that it is supported by
     * @param lastPicture likewise
     */
    record Fitted(
            int window,
            double tempo,
            double offset,
            float evidence,
            float change,
            int turn,
            int firstPicture,
            int lastPicture) {
        /** Frame of the film at a picture of the query. */
        double refAt(int picture) {
            return offset + tempo * PictureQuery.STEP * picture;
        }

        /** Whether nothing in it is as different as what is before a cut and behind it. */
        boolean isOneShot() {
            return turn < LEAST_TURN;
        }

        /** Whether both move, but otherwise: what they have in common is a layout or a ground. */
        boolean isOtherwise() {
            return change < 0;
        }

        private Fitted turning(int most) {
            return new Fitted(
                    window, tempo, offset, evidence, change, most, firstPicture, lastPicture);
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
        load(film, best.window());
        return best.turning(turn(best, cell.queryWindow()));
    }

    private int turn(Fitted line, int queryWindow) {
        int most = 0;
        for (int picture = line.firstPicture() + TURN; picture <= line.lastPicture(); picture++) {
            long now = common(line, queryWindow, picture);
            long before = common(line, queryWindow, picture - TURN);
            if (now != 0 && before != 0) {
                most = Math.max(most, Long.bitCount(now ^ before));
            }
        }
        return most;
    }

    /** The film's picture at one of the query that it is surely alike, else 0. */
    private long common(Fitted line, int queryWindow, int picture) {
        int at = (int) Math.round(line.refAt(picture)) - from;
        long word = query.words()[queryWindow][picture];
        boolean isThere = word != 0 && at >= 0 && at < length && words[at] != 0;
        boolean isAlike = isThere && Long.bitCount(word ^ mask ^ words[at]) <= RunHits.MOST_BITS;
        return isAlike ? words[at] : 0;
    }

    /** The line or one a step beside it, in another window, where that is better. */
    private Fitted beside(int window, Fitted line) {
        Fitted best = line;
        double middle = PictureQuery.STEP * query.pictures() / 2.0;
        for (int step : BESIDE) {
            double tempo = line.tempo() + step / 100.0;
            double start = line.offset() - from - step / 100.0 * middle;
            for (int off : BESIDE) {
                if (along(tempo, start + off) > best.evidence) {
                    best = fitted(window, tempo, start + off);
                }
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
        int run = film.runFrom(window, from) - 1;
        int start = run < 0 ? 0 : film.place(run) - film.place(window, 0);
        for (int i = 0; i < length; i++) {
            int frame = from + i;
            if (film.begins(window, frame)) {
                run++;
                start = frame;
            }
            boolean within = film.hasPicture(window, frame);
            boolean counts = without == null || !without.has(frame);
            words[i] = within && counts ? film.word(run) : 0;
            fresh[i] = within && frame - start < FRESH_FRAMES;
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

    /**
     * The line with most evidence. Pictures are some frames apart, so that lines a little steeper
     * or flatter have exactly as much: of these the one in their middle.
     */
    private Fitted line(int window, int offset) {
        float most = 0;
        for (int at = 0; at < tried.length; at++) {
            tried[at] = along(tempo(at), start(offset, at));
            most = Math.max(most, tried[at]);
        }
        int best = middle(most);
        return fitted(window, tempo(best), start(offset, best));
    }

    private static double tempo(int at) {
        return 1 + tempoStep(at) / 100.0;
    }

    private static int tempoStep(int at) {
        return at / OFFSETS - TEMPO_STEPS;
    }

    private static int offsetStep(int at) {
        return at % OFFSETS - OFFSET_STEPS;
    }

    /** Frame of the stretch at the first picture; lines turn about the middle of the query. */
    private double start(int offset, int at) {
        double span = PictureQuery.STEP * query.pictures();
        return offset - from - tempoStep(at) / 100.0 * span / 2 + offsetStep(at);
    }

    /** Of the lines that were tried and have this evidence, the one next to the mean of them. */
    private int middle(float evidence) {
        double tempos = 0;
        double offsets = 0;
        int equal = 0;
        for (int at = 0; at < tried.length; at++) {
            if (tried[at] == evidence) {
                tempos += tempoStep(at);
                offsets += offsetStep(at);
                equal++;
            }
        }
        int middle = 0;
        double least = Double.MAX_VALUE;
        for (int at = 0; at < tried.length; at++) {
            double tempo = tempoStep(at) - tempos / equal;
            double off = offsetStep(at) - offsets / equal;
            double apart = tempo * tempo + off * off;
            if (tried[at] == evidence && apart < least) {
                least = apart;
                middle = at;
            }
        }
        return middle;
    }

    private Fitted fitted(int window, double tempo, double start) {
        float evidence = along(tempo, start);
        return new Fitted(window, tempo, start + from, evidence, change, 0, first, last);
    }

    /** Evidence of the best contiguous stretch of a line (Kadane); notes where it is. */
    private float along(double tempo, double start) {
        float sum = 0;
        float sumOfChange = 0;
        float best = 0;
        int begin = 0;
        change = 0;
        first = 0;
        last = -1;
        for (int picture = 0; picture < query.pictures(); picture++) {
            int at = (int) Math.round(start + tempo * PictureQuery.STEP * picture);
            if (at >= 0 && at < length) {
                sum += both[picture * length + at];
                sumOfChange += moving[picture * length + at];
            }
            if (sum <= 0) {
                sum = 0;
                sumOfChange = 0;
                begin = picture + 1;
            } else if (sum > best) {
                best = sum;
                change = sumOfChange;
                first = begin;
                last = picture;
            }
        }
        return best;
    }
}

package dev.vigil.match.video;

/**
 * Judges a line by all words along it: how far the film's words are below what unrelated pictures
 * are apart. Evidence counts changes, not pictures: a run of the film counts in full for its first
 * half second and little afterwards, so that a held picture is no line.
 *
 * <p>Scratch memory of one thread.
 */
final class PictureVerifier {
    /** Pictures of a query in half a second. */
    private static final int TURN = 2;

    /**
     * Bits of 64 by which two pictures half a second apart differ, below which they are of one
     * shot: at a cut it is about 31, in a shot that is held or moves slowly up to 20.
     */
    private static final int LEAST_TURN = 24;

    /** Steps around a cell: hundredths around tempo 1, and frames around its place. */
    private static final int STEPS = 10;

    /** Steps of another window: where it is as good as without, there is none. */
    private static final int[] BESIDE = {0, -1, 1};

    private final LoadedFilm loaded = new LoadedFilm();
    private final TriedLines lines = new TriedLines(loaded);
    private PictureQuery query;
    private long mask;
    private SharedPictures.Stretch without;

    /** Of the best line until now: hundredths, frames and parts of evidence. */
    private int tempo;

    private int offset;
    private int most;

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
        choose(cell, film);
        if (loaded.length() <= 0) {
            return null;
        }
        lines.query(query, cell, mask);
        load(film, cell.window());
        Fitted best = line(cell.window());
        // The others only where it lies in this one.
        for (int window = 0; window < film.windows(); window++) {
            if (window != cell.window()) {
                load(film, window);
                best = beside(window, best);
            }
        }
        load(film, best.window());
        return best.turning(turn(best, cell.queryWindow()));
    }

    /** What lies within reach of any tempo and offset. */
    private void choose(PictureCell cell, PictureReference film) {
        int span = PictureQuery.STEP * query.pictures();
        int reach = STEPS + span * STEPS / 200 + 2;
        int from = Math.max(0, cell.offset() - reach);
        loaded.choose(from, Math.min(film.frames(), cell.offset() + span + reach) - from);
    }

    private void load(PictureReference film, int window) {
        loaded.read(film, window, without);
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
        int at = (int) Math.round(line.refAt(picture)) - loaded.from();
        long word = query.words()[queryWindow][picture];
        long there = word != 0 && at >= 0 && at < loaded.length() ? loaded.word(at) : 0;
        boolean isAlike = there != 0 && Long.bitCount(word ^ mask ^ there) <= RunHits.MOST_BITS;
        return isAlike ? there : 0;
    }

    /** The line with most evidence, of all around a cell. */
    private Fitted line(int window) {
        lines.around(0, 0, STEPS);
        lines.compare();
        lines.sum();
        most = 0;
        for (int line = 0; line < lines.count(); line++) {
            most = Math.max(most, lines.parts(line));
        }
        return taken(window, middle(most));
    }

    /** The line or one a step beside it, in another window, where that is better. */
    private Fitted beside(int window, Fitted line) {
        lines.around(tempo, offset, 1);
        if (lines.compare() <= most) {
            return line;
        }
        lines.sum();
        int best = -1;
        for (int tempoStep : BESIDE) {
            for (int offsetStep : BESIDE) {
                int beside = lines.line(tempoStep, offsetStep);
                if (lines.parts(beside) > most) {
                    most = lines.parts(beside);
                    best = beside;
                }
            }
        }
        return best < 0 ? line : taken(window, best);
    }

    private Fitted taken(int window, int line) {
        tempo = lines.tempo(line);
        offset = lines.offset(line);
        return lines.fitted(window, line);
    }

    /**
     * Pictures are some frames apart, so that lines a little steeper or flatter have exactly as
     * much evidence: the one next to the mean of those that have so much.
     */
    private int middle(int evidence) {
        double tempos = 0;
        double offsets = 0;
        int equal = 0;
        for (int line = 0; line < lines.count(); line++) {
            if (lines.parts(line) == evidence) {
                tempos += lines.tempo(line);
                offsets += lines.offset(line);
                equal++;
            }
        }
        int middle = 0;
        double least = Double.MAX_VALUE;
        for (int line = 0; line < lines.count(); line++) {
            double tilt = lines.tempo(line) - tempos / equal;
            double off = lines.offset(line) - offsets / equal;
            double apart = tilt * tilt + off * off;
            if (lines.parts(line) == evidence && apart < least) {
                least = apart;
                middle = line;
            }
        }
        return middle;
    }
}

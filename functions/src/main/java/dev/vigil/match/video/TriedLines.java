package dev.vigil.match.video;

import java.util.Arrays;

/**
 * What the lines around one have of evidence. Only frames that one of them passes are compared, and
 * lines of one tempo are summed up beside each other.
 *
 * <p>A line has a tempo, in hundredths beyond 1, and an offset, in frames beyond those of the cell
 * at the middle of the query: there lines turn. Evidence is in whole parts, so that the order in
 * which it is added up is of no account. Scratch memory of one thread.
 */
final class TriedLines {
    /** Bits of 64 that a picture may be apart to count as evidence; unrelated ones: 31. */
    private static final int NEAR_PICTURE = 23;

    private static final int NEAR_CHANGE = 25;

    /** Parts of the evidence of a picture that is the same. */
    static final int WHOLE = NEAR_PICTURE * NEAR_CHANGE * 50;

    /** For each bit that a picture is nearer: of one that has just begun, and of one held. */
    private static final int FRESH = WHOLE / NEAR_PICTURE;

    private static final int HELD = FRESH * 6 / 100;

    /** For each bit that a change is nearer. */
    private static final int MOVED = WHOLE / NEAR_CHANGE;

    private static final int STEP = PictureQuery.STEP;

    private final LoadedFilm film;
    private long[] words;
    private long[] changes;
    private long mask;
    private int cellOffset;

    /** The line in their middle, and the steps of tempo and offset on each side of it. */
    private int tempo;

    private int offset;
    private int steps;
    private int side;

    /** Frames that steps of tempo turn a line by at most. */
    private int turned;

    /** Evidence of each picture at the frames around that of the middle line, row by row. */
    private int[] parts = new int[0];

    private int columns;

    /** By tempo, then offset: most that a contiguous stretch of the line has. */
    private int[] most = new int[0];

    /** By offset, of one tempo: of the stretch that goes on. */
    private int[] sums = new int[0];

    TriedLines(LoadedFilm film) {
        this.film = film;
    }

    /**
     * Begins with a query and a cell.
     *
     * @param mask of words, 0 for none
     */
    void query(PictureQuery query, PictureCell cell, long inMask) {
        words = query.words()[cell.queryWindow()];
        changes = query.changes()[cell.queryWindow()];
        mask = inMask;
        cellOffset = cell.offset();
    }

    /**
     * Chooses lines: all that are some steps of a hundredth or of a frame from one.
     *
     * @param howMany steps at most, on each side
     */
    void around(int middleTempo, int middleOffset, int howMany) {
        tempo = middleTempo;
        offset = middleOffset;
        steps = howMany;
        side = 2 * steps + 1;
        turned = STEP * words.length * steps / 200 + 1;
        columns = 2 * (steps + turned) + 1;
        if (most.length < side * side) {
            most = new int[side * side];
            sums = new int[side];
        }
        if (parts.length < words.length * columns) {
            parts = new int[words.length * columns];
        }
    }

    /**
     * Compares the pictures with the film as it is loaded.
     *
     * @return what none of the lines has more than
     */
    int compare() {
        int sum = 0;
        for (int picture = 0; picture < words.length; picture++) {
            int first = at(tempo, offset, picture) - steps - turned;
            int row = picture * columns;
            int best = 0;
            for (int column = 0; column < columns; column++) {
                int one = isIn(first + column) ? parts(picture, first + column) : 0;
                parts[row + column] = one;
                best = Math.max(best, one);
            }
            sum += best;
        }
        return sum;
    }

    private boolean isIn(int at) {
        return at >= 0 && at < film.length();
    }

    private int parts(int picture, int at) {
        long word = words[picture];
        long there = film.word(at);
        int near = NEAR_PICTURE - Long.bitCount(word ^ mask ^ there);
        int still = word == 0 || there == 0 ? 0 : near * (film.isFresh(at) ? FRESH : HELD);
        return still + partsOfChange(picture, at);
    }

    private int partsOfChange(int picture, int at) {
        long change = changes[picture];
        long there = film.change(at);
        int near = NEAR_CHANGE - Long.bitCount(change ^ mask ^ there);
        return change == 0 || there == 0 ? 0 : near * MOVED;
    }

    /** Which of the loaded frames a line passes at a picture. */
    private int at(int lineTempo, int lineOffset, int picture) {
        return cellOffset
                - film.from()
                + lineOffset
                + STEP * picture
                + turn(lineTempo, picture, words.length);
    }

    /** By how many frames a line of a tempo is beyond one of tempo 1, rounded. */
    static int turn(int lineTempo, int picture, int pictures) {
        return Math.floorDiv(lineTempo * STEP * (2 * picture - pictures) + 100, 200);
    }

    /** Sums the evidence along all lines: their best contiguous stretches (Kadane). */
    void sum() {
        for (int step = 0; step < side; step++) {
            sum(tempo + step - steps, step * side);
        }
    }

    private void sum(int lineTempo, int line) {
        int[] beside = parts;
        int[] going = sums;
        int[] best = most;
        Arrays.fill(going, 0, side, 0);
        Arrays.fill(best, line, line + side, 0);
        for (int picture = 0; picture < words.length; picture++) {
            int apart = turn(lineTempo, picture, words.length) - turn(tempo, picture, words.length);
            int at = picture * columns + turned + apart;
            for (int i = 0; i < side; i++) {
                int sum = Math.max(0, going[i] + beside[at + i]);
                going[i] = sum;
                best[line + i] = Math.max(best[line + i], sum);
            }
        }
    }

    /** How many lines there are. */
    int count() {
        return side * side;
    }

    int parts(int line) {
        return most[line];
    }

    int tempo(int line) {
        return tempo + line / side - steps;
    }

    int offset(int line) {
        return offset + line % side - steps;
    }

    /** The number of a line that is as many steps from the middle. */
    int line(int tempoSteps, int offsetSteps) {
        return (tempoSteps + steps) * side + offsetSteps + steps;
    }

    /**
     * A line with where its best stretch is.
     *
     * @param window of the film that is loaded
     */
    PictureVerifier.Fitted fitted(int window, int line) {
        int sum = 0;
        int sumOfChange = 0;
        int best = 0;
        int change = 0;
        int begin = 0;
        int first = 0;
        int last = -1;
        for (int picture = 0; picture < words.length; picture++) {
            int at = at(tempo(line), offset(line), picture);
            if (isIn(at)) {
                sum += parts(picture, at);
                sumOfChange += partsOfChange(picture, at);
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
        double tilt = tempo(line) / 100.0;
        return new PictureVerifier.Fitted(
                window,
                1 + tilt,
                cellOffset + offset(line) - tilt * STEP * words.length / 2,
                (float) best / WHOLE,
                (float) change / WHOLE,
                0,
                first,
                last);
    }
}

package dev.vigil.match;

import dev.vigil.audio.Peak;
import java.util.List;

/**
 * An immutable part of the index: postings sorted by counting, behind a directory.
 *
 * <p>A small segment has a small directory, which leaves the last parts of the key out; they can be
 * read from the posting, so nothing is lost but a few comparisons.
 */
final class Segment extends Shelf {
    private static final int[] COARSENESS = {1, Posting.PITCHES, Posting.PITCHES * Posting.SPANS};

    private final List<Piece> pieces;
    private final int coarseness;
    private final int[] directory;
    private final long[] postings;
    private final double crowd;

    /** Builds from pieces; their triples are made twice, to count and to place them. */
    Segment(List<Piece> pieces, int followers) {
        this.pieces = List.copyOf(pieces);
        int expected = pieces.stream().mapToInt(p -> p.to() - p.from()).sum() * 6;
        coarseness = coarsenessFor(expected);
        directory = new int[Posting.KEYS / coarseness + 2];
        for (Piece piece : pieces) {
            addBlock(piece.reference(), piece.start(), piece.duration());
            piece.each(followers, (a, b, c) -> directory[cell(piece.peaks(), a, b, c) + 2]++);
        }
        crowd = accumulate();
        postings = new long[directory[directory.length - 1]];
        for (int block = 0; block < pieces.size(); block++) {
            int at = block;
            Piece piece = pieces.get(block);
            long[] peaks = piece.peaks();
            piece.each(
                    followers,
                    (a, b, c) ->
                            postings[directory[cell(peaks, a, b, c) + 1]++] =
                                    Posting.pack(
                                            place(at, Peak.time(peaks[a])),
                                            peaks[a],
                                            peaks[b],
                                            peaks[c]));
        }
    }

    /** A directory of no more than about four entries a posting. */
    private static int coarsenessFor(int expected) {
        for (int candidate : COARSENESS) {
            if (Posting.KEYS / candidate <= 4L * expected) {
                return candidate;
            }
        }
        return COARSENESS[COARSENESS.length - 1];
    }

    private int cell(long[] peaks, int a, int b, int c) {
        return Posting.keyOf(peaks[a], peaks[b], peaks[c]) / coarseness;
    }

    /**
     * Counts to first places, one cell ahead; returns the mean bucket size as a posting sees it.
     */
    private double accumulate() {
        double squares = 0;
        for (int i = 2; i < directory.length; i++) {
            squares += (double) directory[i] * directory[i];
            directory[i] += directory[i - 1];
        }
        return directory[directory.length - 1] == 0 ? 0 : squares / directory[directory.length - 1];
    }

    List<Piece> pieces() {
        return pieces;
    }

    int coarseness() {
        return coarseness;
    }

    int[] directory() {
        return directory;
    }

    long[] array() {
        return postings;
    }

    /** Mean size of the bucket that a posting stands in. */
    double crowd() {
        return crowd;
    }

    @Override
    int postings() {
        return postings.length;
    }

    @Override
    long bytes() {
        return 4L * directory.length + 8L * postings.length + blockBytes();
    }
}

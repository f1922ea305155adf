package dev.vigil.match;

import java.util.List;

/** A merge of shelves; {@link #run} may be called on any one thread, then it is published. */
public final class Compaction implements Runnable {
    private final List<Segment> merged;
    private final List<Delta> frozen;
    private final List<Piece> pieces;
    private final int followers;
    private Segment result;

    Compaction(List<Segment> merged, List<Delta> frozen, List<Piece> pieces, int followers) {
        this.merged = merged;
        this.frozen = frozen;
        this.pieces = pieces;
        this.followers = followers;
    }

    @Override
    public void run() {
        result = new Segment(pieces, followers);
    }

    List<Segment> merged() {
        return merged;
    }

    List<Delta> frozen() {
        return frozen;
    }

    Segment result() {
        if (result == null) {
            throw new IllegalStateException("run the compaction before it is published");
        }
        return result;
    }
}

package dev.vigil.signal;

import dev.vigil.schema.signal.PeerBook;
import dev.vigil.schema.signal.PeerDispute;

/**
 * Whether a dispute of a peer stops a signal before a person here has looked: where nine of ten of
 * its disputes that a person here decided about later were right, and there were at least five.
 */
public final class PeerTrust {
    /** Fewer say nothing. */
    public static final int LEAST_JUDGED = 5;

    /** What is kept of one peer: signals and opinions that are not over. */
    public static final int MOST_KEPT = 5_000;

    /** Disputes that are remembered of one peer. */
    public static final int MOST_DISPUTES = 5_000;

    private static final int PERCENT = 90;

    private PeerTrust() {}

    public static boolean counts(PeerBook book) {
        return book.judged() >= LEAST_JUDGED
                && 100L * book.upheld() >= (long) PERCENT * book.judged();
    }

    /** With what is known of one signal now, in place of what was known before. */
    public static PeerBook with(PeerBook book, PeerDispute before, PeerDispute now) {
        return book.with()
                .judged(book.judged() + one(now.isJudged()) - one(before.isJudged()))
                .upheld(book.upheld() + one(now.isUpheld()) - one(before.isUpheld()))
                .build();
    }

    private static int one(boolean is) {
        return is ? 1 : 0;
    }
}

package dev.vigil.match;

/**
 * A whole reference with its hashes, made on any one thread before it has a place in an index: so
 * several are made at once, and taken in one after the other.
 */
public final class Hashed implements ReferenceIndex.Prepared {
    private final long[] peaks;
    private final Delta delta;

    private Hashed(long[] peaks, Delta delta) {
        this.peaks = peaks;
        this.delta = delta;
    }

    /**
     * Hashes a reference; the array is kept, not copied.
     *
     * @throws IllegalArgumentException as {@link Index#add}
     */
    public static Hashed of(long[] peaks) {
        Index.check(peaks, new Index.Reference());
        return new Hashed(peaks, Delta.of(peaks));
    }

    long[] peaks() {
        return peaks;
    }

    Delta delta() {
        return delta;
    }
}

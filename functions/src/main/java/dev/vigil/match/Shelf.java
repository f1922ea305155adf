package dev.vigil.match;

import dev.vigil.audio.Peak;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Postings on one time line, on which the references are one behind the other.
 *
 * <p>A block is a stretch of one reference; blocks are in order of their start on the time line.
 */
abstract sealed class Shelf permits IndexSegment, Delta {
    /** Half frames on a time line: 29 bits, 1,730 hours. */
    static final int LONGEST = 1 << 29;

    /**
     * Half frames behind each block, 2 s. Two parts of one continuous recording that are registered
     * one after the other have the same offset to a query across their border: without a gap they
     * would be one place to hits and to pairs, and one of both would be lost.
     */
    static final int GAP = Math.max(2 << Hits.CELL_SHIFT, PairVotes.AROUND_PLACE);

    private int[] blockBase = new int[16];
    private int[] blockReference = new int[16];
    private long[] blockStart = new long[16];
    private long[] blockEnd = new long[16];
    private int blocks;
    private int length;

    /**
     * Appends a block and returns its number.
     *
     * @param start reference time in 1/64 frame
     * @param duration what is set aside on the time line, likewise; not in use yet
     */
    final int addBlock(int reference, long start, long duration) {
        if (blocks == blockBase.length) {
            blockBase = Arrays.copyOf(blockBase, 2 * blocks);
            blockReference = Arrays.copyOf(blockReference, 2 * blocks);
            blockStart = Arrays.copyOf(blockStart, 2 * blocks);
            blockEnd = Arrays.copyOf(blockEnd, 2 * blocks);
        }
        long end = length + (duration >> Posting.TIME_SHIFT) + 1 + GAP;
        if (end > LONGEST) {
            throw new IllegalStateException(
                    "shelf: expected at most 1,730 hours of references, got more; use more shards");
        }
        blockBase[blocks] = length;
        blockReference[blocks] = reference;
        blockStart[blocks] = start;
        blockEnd[blocks] = start;
        length = (int) end;
        return blocks++;
    }

    /** Marks a block as in use up to a reference time, in 1/64 frame. */
    final void use(int block, long end) {
        blockEnd[block] = Math.max(blockEnd[block], end);
    }

    /** Where on the time line a reference time of the block is. */
    final int place(int block, long time) {
        return blockBase[block] + (int) (time - blockStart[block] >> Posting.TIME_SHIFT);
    }

    final int blockAt(int time) {
        int at = Arrays.binarySearch(blockBase, 0, blocks, time);
        return at < 0 ? -at - 2 : at;
    }

    final int blocks() {
        return blocks;
    }

    final int base(int block) {
        return blockBase[block];
    }

    final int reference(int block) {
        return blockReference[block];
    }

    /** The reference that a posting is of. */
    final int referenceAt(int when) {
        return reference(blockAt(Posting.time(when)));
    }

    /** Reference time at which a block begins, in 1/64 frame. */
    final long start(int block) {
        return blockStart[block];
    }

    /** Reference time of the last peak in it, likewise. */
    final long end(int block) {
        return blockEnd[block];
    }

    /** What to add to a place on the time line, in frames, to have a time of the reference. */
    final double frameShift(int block) {
        return (double) blockStart[block] / Peak.PER_FRAME - blockBase[block] / Posting.PER_FRAME;
    }

    /** Half frames in use or set aside. */
    final int length() {
        return length;
    }

    /** Half frames that the references of a set take up. */
    final long length(BitSet references) {
        long sum = 0;
        for (int block = 0; block < blocks; block++) {
            if (references.get(blockReference[block])) {
                sum += (blockEnd[block] - blockStart[block] >> Posting.TIME_SHIFT) + 1 + GAP;
            }
        }
        return sum;
    }

    final long blockBytes() {
        return 24L * blockBase.length;
    }

    /** Adds to {@code sizes}, by key, how many postings it has here. */
    abstract void addSizes(int[] sizes);

    abstract int postings();

    abstract long bytes();
}

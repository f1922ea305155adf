package dev.vigil.match;

import dev.vigil.audio.Peak;
import java.util.Arrays;

/**
 * Postings on one time line, on which the references stand one behind the other.
 *
 * <p>A block is a stretch of one reference; blocks are in order of their start on the time line.
 */
abstract sealed class Shelf permits Segment, Delta {
    /** Quarter frames on a time line: 30 bits, 1,730 hours. */
    static final int LONGEST = 1 << 30;

    private int[] blockBase = new int[16];
    private int[] blockReference = new int[16];
    private long[] blockStart = new long[16];
    private int blocks;
    private int length;

    /** Appends a block and returns its number. {@code start}: reference time in 1/64 frame. */
    final int addBlock(int reference, long start, long duration) {
        if (blocks == blockBase.length) {
            blockBase = Arrays.copyOf(blockBase, 2 * blocks);
            blockReference = Arrays.copyOf(blockReference, 2 * blocks);
            blockStart = Arrays.copyOf(blockStart, 2 * blocks);
        }
        long end = length + (duration >> Posting.TIME_SHIFT) + 1;
        if (end > LONGEST) {
            throw new IllegalStateException(
                    "one shelf holds 1,730 hours of references; use more shards");
        }
        blockBase[blocks] = length;
        blockReference[blocks] = reference;
        blockStart[blocks] = start;
        length = (int) end;
        return blocks++;
    }

    /** Where on the time line a reference time of the block stands. */
    final int place(int block, long time) {
        return blockBase[block] + (int) (time - blockStart[block] >> Posting.TIME_SHIFT);
    }

    final int blockAt(int time) {
        int at = Arrays.binarySearch(blockBase, 0, blocks, time);
        return at < 0 ? -at - 2 : at;
    }

    final int reference(int block) {
        return blockReference[block];
    }

    /** What to add to a place on the time line, in frames, to have a time of the reference. */
    final double frameShift(int block) {
        return (double) blockStart[block] / Peak.PER_FRAME
                - (double) blockBase[block] * (1 << Posting.TIME_SHIFT) / Peak.PER_FRAME;
    }

    /** Quarter frames in use. */
    final int length() {
        return length;
    }

    final long blockBytes() {
        return 16L * blockBase.length;
    }

    abstract int postings();

    abstract long bytes();
}

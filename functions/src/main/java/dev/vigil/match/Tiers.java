package dev.vigil.match;

import dev.vigil.audio.PeakWindow;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Which packets are searched how, by their place in the stream alone, so that a replay does the
 * same and no answer has to travel back.
 *
 * @param liveEvery of a live stream every n-th packet is searched thoroughly
 * @param liveFirst and this many at its start
 * @param uploadEvery of an upload every n-th packet is searched, for the hashes since the last one
 *     and verified over its whole window; at most 8, so that windows meet
 * @param weak a screened line of this evidence has its packet searched thoroughly at once
 */
public record Tiers(int liveEvery, int liveFirst, int uploadEvery, double weak) {
    private static final int LARGEST_UPLOAD_STEP =
            PeakWindow.WINDOW_FRAMES / PeakWindow.GRID_FRAMES;

    /** A doubt is settled with the hashes of 6 s; verification looks at the whole window anyway. */
    private static final int DOUBT_PACKETS = 3;

    /**
     * Of the packets that are screened, crowded keys are read for one in this many: for all, a live
     * stream would cost a quarter more (100 h). A match by them alone is seen every 6 s, before it
     * closes.
     */
    private static final int CROWD_EVERY = 3;

    /**
     * And pairs are asked for in one in this many, those of 10 s: a work in a hall often leaves no
     * other trace until the next thorough search.
     */
    private static final int PAIRS_EVERY = 8;

    /** One packet in 24 (48 s) of a live stream, its first two, one in 4 (8 s) of an upload. */
    public static final Tiers DEFAULT = new Tiers(24, 2, PeakWindow.UPLOAD_CELLS, 8);

    /** What is done with a packet. */
    public enum Plan {
        SKIP,
        SCREEN,
        SEARCH
    }

    public Tiers {
        if (liveEvery < 1 || uploadEvery < 1 || uploadEvery > LARGEST_UPLOAD_STEP) {
            throw new IllegalArgumentException(
                    "expected steps from 1 on, of uploads at most "
                            + LARGEST_UPLOAD_STEP
                            + ", got "
                            + liveEvery
                            + " and "
                            + uploadEvery);
        }
    }

    private Plan live(Packet packet) {
        boolean due =
                packet.sequence() < liveFirst
                        || packet.sequence() % liveEvery == liveEvery - 1
                        || packet.last();
        return due ? Plan.SEARCH : Plan.SCREEN;
    }

    private Plan upload(Packet packet) {
        boolean due = packet.sequence() % uploadEvery == uploadEvery - 1 || packet.last();
        return due ? Plan.SEARCH : Plan.SKIP;
    }

    /** Whether screening left a doubt that a thorough search should settle. */
    public boolean isDoubtful(List<Line> screened, double threshold) {
        return !screened.isEmpty()
                && screened.get(0).evidence() >= weak
                && screened.get(0).evidence() < threshold;
    }

    /**
     * The frame from which hashes have to be made: of an upload each once, of a live stream those
     * of two packets, at its end those of its whole window.
     */
    long searchFrom(Packet packet, boolean upload) {
        if (upload) {
            return startOf(packet.sequence() / uploadEvery * uploadEvery);
        }
        return packet.last() ? 0 : startOf(packet.sequence() - 1);
    }

    private static long startOf(long sequence) {
        return Math.max(0, sequence * PeakWindow.GRID_FRAMES);
    }

    /** Evidence for which screening looks no further: a doubt is searched for thoroughly anyway. */
    private double enough(Packet packet) {
        return packet.sequence() % CROWD_EVERY == CROWD_EVERY - 1 ? weak : 0;
    }

    private List<Line> screen(Searcher searcher, Packet packet) {
        return packet.sequence() % PAIRS_EVERY == PAIRS_EVERY - 1
                ? searcher.screenPairs(packet, weak)
                : searcher.screen(packet, enough(packet));
    }

    /** How hard a packet is searched whose plan that is. */
    static Effort effort(Packet packet, boolean upload) {
        if (upload) {
            return Effort.UPLOAD;
        }
        return packet.last() ? Effort.LAST : Effort.THOROUGH;
    }

    /** The plan for a packet. */
    public Plan plan(Packet packet, boolean upload) {
        return upload ? upload(packet) : live(packet);
    }

    /**
     * Searches a packet of a new recording for all that it has in common with others. Its plan is
     * that of an upload.
     *
     * @param own references of its own work, which it would find and need not
     */
    List<Line> askNew(Searcher searcher, Packet packet, double threshold, IntPredicate own) {
        return searcher.find(packet, searchFrom(packet, true), Effort.UPLOAD, threshold, own);
    }

    /**
     * Carries out the plan and returns the lines.
     *
     * @throws IllegalArgumentException for a packet that is to be skipped: no answer is not an
     *     empty answer, which would count as silence
     */
    public List<Line> ask(Searcher searcher, Packet packet, boolean upload, double threshold) {
        switch (plan(packet, upload)) {
            case SEARCH:
                return searcher.find(
                        packet, searchFrom(packet, upload), effort(packet, upload), threshold);
            case SCREEN:
                List<Line> screened = screen(searcher, packet);
                return isDoubtful(screened, threshold)
                        ? searcher.search(
                                packet, startOf(packet.sequence() - DOUBT_PACKETS + 1), threshold)
                        : screened;
            default:
                throw new IllegalArgumentException(
                        "expected a packet to search, got "
                                + packet.sequence()
                                + ", which the plan skips");
        }
    }
}

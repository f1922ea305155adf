package dev.vigil.match;

import dev.vigil.audio.Peak;
import dev.vigil.audio.PeakWindow;
import dev.vigil.schema.media.Packet;
import java.util.Arrays;

/**
 * Where a query is loud, asked at the places where a reference's peaks should be.
 *
 * <p>A room smears peaks until they are no longer the largest of their neighbourhood, but it leaves
 * them loud. Evidence is the binomial log-likelihood ratio of the share of reference peaks that
 * meet a loud cell against the same share at wrong time shifts.
 */
final class LoudPicture {
    private static final int CELL_BANDS = 2;
    private static final int LEAST_PEAKS = 10;

    private static final long[] NONE = {};

    private long[] rows = NONE;
    private long firstRow;
    private int count;
    private double firstFrame;
    private double endFrame;
    private int asked;
    private final double[] shares = new double[Verifier.SHIFTS];

    /** Takes a packet; from a savepoint of before there were pictures it has null. */
    void of(Packet packet) {
        rows = packet.loud() == null ? NONE : packet.loud();
        count = rows.length / 2;
        long end = (packet.toFrame() + PeakWindow.ROW_FRAMES - 1) / PeakWindow.ROW_FRAMES;
        firstRow = end - count;
        firstFrame = (double) firstRow * PeakWindow.ROW_FRAMES;
        endFrame = (double) end * PeakWindow.ROW_FRAMES;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /**
     * Evidence, not negative, that the peaks are where they are predicted.
     *
     * @param frames where each peak should be, query frames in ascending order
     * @param fromFrame of the query; what is before it is not asked
     * @param pitches its frequency in the query, 1/16 band
     */
    double evidence(double[] frames, int[] pitches, int peaks, double fromFrame, int[] shifts) {
        double from = Math.max(firstFrame, fromFrame);
        double share = share(frames, pitches, peaks, from, 0);
        int n = asked;
        if (n < LEAST_PEAKS) {
            return 0;
        }
        double sum = 0;
        for (int k = 0; k < shifts.length; k++) {
            shares[k] = share(frames, pitches, peaks, from, shifts[k]);
            sum += shares[k];
        }
        Arrays.sort(shares);
        return n * divergence(share, Math.max(sum / shifts.length, shares[shifts.length - 2]));
    }

    /** Nats that a peak adds when it is loud in {@code p} of all cases, not in {@code q}. */
    private static double divergence(double p, double q) {
        double hit = Math.max(0.001, Math.min(0.999, p));
        double chance = Math.max(0.02, Math.min(0.98, q));
        return hit <= chance
                ? 0
                : hit * Math.log(hit / chance) + (1 - hit) * Math.log((1 - hit) / (1 - chance));
    }

    private double share(double[] frames, int[] pitches, int peaks, double from, int shift) {
        int loud = 0;
        asked = 0;
        for (int i = 0; i < peaks; i++) {
            double frame = frames[i] + shift;
            if (frame < from || frame >= endFrame) {
                continue;
            }
            int cell = (pitches[i] + Peak.PER_BAND / 2) / (Peak.PER_BAND * CELL_BANDS);
            int row = (int) ((long) (frame + 0.5) / PeakWindow.ROW_FRAMES - firstRow);
            if (pitches[i] >= 0 && cell < 2 * Long.SIZE && row < count) {
                asked++;
                loud += (int) (rows[2 * row + (cell >> 6)] >>> cell) & 1;
            }
        }
        return asked == 0 ? 0 : (double) loud / asked;
    }
}

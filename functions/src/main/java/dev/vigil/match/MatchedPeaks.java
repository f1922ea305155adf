package dev.vigil.match;

import dev.vigil.audio.Peak;
import dev.vigil.schema.match.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * A peak of a query and the peak of the reference that it meets: what evidence counts.
 *
 * @param query packed peak of the query
 * @param reference packed peak of the reference
 */
public record MatchedPeaks(long query, long reference) {

    /**
     * All meetings along a line, in order of the query; each of its peaks with the nearest.
     *
     * @param query packed peaks in order of time
     * @param reference likewise
     */
    public static List<MatchedPeaks> along(Line line, long[] query, long[] reference) {
        List<MatchedPeaks> meetings = new ArrayList<>();
        int low = 0;
        for (long peak : query) {
            double there = line.refAt(frames(peak));
            while (low < reference.length
                    && frames(reference[low]) < there - Verifier.MATCH_FRAMES) {
                low++;
            }
            int nearest = -1;
            double least = Double.MAX_VALUE;
            for (int k = low;
                    k < reference.length && frames(reference[k]) <= there + Verifier.MATCH_FRAMES;
                    k++) {
                double apart = apart(line, peak, reference[k], there);
                if (apart < least) {
                    least = apart;
                    nearest = k;
                }
            }
            if (nearest >= 0) {
                meetings.add(new MatchedPeaks(peak, reference[nearest]));
            }
        }
        return meetings;
    }

    /** Distance in tolerances; none where the frequencies differ by more than one. */
    private static double apart(Line line, long query, long reference, double there) {
        long shift = Math.round(line.pitchBands() * Peak.PER_BAND);
        long off = Math.abs(Peak.frequency(reference) - Peak.frequency(query) - shift);
        long tolerance = Math.round(Verifier.MATCH_BANDS * Peak.PER_BAND);
        return off > tolerance
                ? Double.MAX_VALUE
                : (double) off / tolerance
                        + Math.abs(frames(reference) - there) / Verifier.MATCH_FRAMES;
    }

    private static double frames(long peak) {
        return (double) Peak.time(peak) / Peak.PER_FRAME;
    }
}

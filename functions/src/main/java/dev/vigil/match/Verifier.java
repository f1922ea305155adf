package dev.vigil.match;

import dev.vigil.audio.Peak;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.match.LineBuilder;
import dev.vigil.schema.media.Packet;
import java.util.Arrays;

/**
 * Lays the query's peaks over a reference's and compares what meets with what meets by chance.
 *
 * <p>Chance is the count at 32 wrong time shifts: the larger of their mean and of the second
 * largest. With the mean alone, unrelated music on the same beat passes.
 */
final class Verifier {
    private static final int[] WINDOW_FRAMES = {69, 141, 280, 560};
    private static final double PAIR_FRAMES = 2.5;
    private static final double PAIR_BANDS = 1.2;
    static final double MATCH_FRAMES = 1.5;
    static final double MATCH_BANDS = 0.8;
    static final int SHIFTS = 32;
    private static final int FIRST_SHIFTS = 4;
    private static final int NEAREST_SHIFT = 11;
    private static final int FARTHEST_SHIFT = 92;
    private static final int[] WRONG_SHIFTS = wrongShifts();

    /**
     * What a nat of the loud cells counts. Music on the same beat in the same key, which meets many
     * peaks, collects few of them: measured, the tail of unrelated music falls off three times as
     * fast in them as in the evidence of peaks.
     */
    private static final double LOUD_WEIGHT = 2;

    /**
     * Ends of a window that are weighed alone too, 2 s and 1 s: where a work has just begun, what
     * lies before it would only add chance.
     */
    private static final int[] LATE_FRAMES = {86, 43};

    /** Below this evidence of peaks alone the loud cells are not asked. */
    static final double LEAST_PEAK_EVIDENCE = 3;

    /** After so many looks the stretch is no longer than it should be. */
    private static final int STRETCH_ROUNDS = 3;

    /** Pull towards the old tempo, as if this many pairs were 30 frames away. */
    private static final double TEMPO_INERTIA = 10 * 30.0 * 30;

    private static int[] wrongShifts() {
        int[] shifts = new int[SHIFTS];
        for (int k = 0; k < SHIFTS; k++) {
            int step = (k / 2) * (FARTHEST_SHIFT - NEAREST_SHIFT) / (SHIFTS / 2 - 1);
            shifts[k] = k % 2 == 0 ? NEAREST_SHIFT + step : -NEAREST_SHIFT - step;
        }
        return shifts;
    }

    private double[] query = new double[1024];
    private int[] queryPitch = new int[1024];
    private int queries;
    private double[] ref = new double[1024];
    private int[] refPitch = new int[1024];
    private int refs;
    private double[] predicted = new double[1024];
    private boolean[] meets = new boolean[1024];

    /** The stretch of the query that is on the line, as its first and last peak. */
    private int stretchFrom;

    private int stretchTo;

    /** Of the whole window, then of its ends: the first frame and peak, and what has met. */
    private final double[] fromFrame = new double[1 + LATE_FRAMES.length];

    private final int[] first = new int[1 + LATE_FRAMES.length];
    private final int[] found = new int[1 + LATE_FRAMES.length];
    private final int[] looked = new int[1 + LATE_FRAMES.length];
    private final int[][] chance = new int[1 + LATE_FRAMES.length][SHIFTS];
    private int ends;
    private int shifts;
    private final LoudPicture picture = new LoudPicture();
    private double[] heardAt = new double[1024];
    private int[] heardPitch = new int[1024];

    private double tempo;
    private double refAtCentre;
    private double pitch;

    /** Sets the query that the next lines are about, and whether its end is weighed alone too. */
    void query(Packet packet, boolean late) {
        long[] peaks = packet.peaks();
        picture.of(packet);
        ends = late ? 1 + LATE_FRAMES.length : 1;
        for (int end = 1; end < ends; end++) {
            long from = Math.max(0, packet.toFrame() - LATE_FRAMES[end - 1]);
            fromFrame[end] = from;
            first[end] = firstFrom(peaks, peaks.length, from);
        }
        queries = peaks.length;
        if (query.length < queries) {
            query = new double[2 * queries];
            queryPitch = new int[2 * queries];
            predicted = new double[2 * queries];
            meets = new boolean[2 * queries];
        }
        for (int i = 0; i < queries; i++) {
            query[i] = (double) Peak.time(peaks[i]) / Peak.PER_FRAME;
            queryPitch[i] = Peak.frequency(peaks[i]);
        }
    }

    /** The candidate as a line, or null if its evidence stays below {@code floor}. */
    Line verify(Candidate candidate, long[] peaks, int count, double floor) {
        Line fitted = at(candidate, candidate.tempo(), peaks, count, floor);
        if (fitted != null || Math.abs(candidate.tempo() - 1) < 0.002) {
            return fitted;
        }
        return at(candidate, 1, peaks, count, floor);
    }

    /**
     * A first look at a candidate, for a tenth of what verifying it costs: the evidence of the
     * peaks at the line through it, of the whole window or of an end of it, by the mean of a few
     * wrong shifts.
     */
    double promise(Candidate candidate, long[] peaks, int count) {
        begin(candidate, candidate.tempo(), peaks, count);
        refit(candidate.centre(), WINDOW_FRAMES[WINDOW_FRAMES.length - 1]);
        predict(candidate.centre());
        meetings(0, null);
        System.arraycopy(found, 0, looked, 0, ends);
        for (shifts = 0; shifts < FIRST_SHIFTS; shifts++) {
            meetings(WRONG_SHIFTS[shifts], null);
            for (int end = 0; end < ends; end++) {
                chance[end][shifts] = found[end];
            }
        }
        double best = 0;
        for (int end = 0; end < ends; end++) {
            best = Math.max(best, evidence(looked[end], mean(chance[end])));
        }
        return best;
    }

    private void begin(Candidate candidate, double startTempo, long[] peaks, int count) {
        tempo = startTempo;
        refAtCentre = candidate.refAtCentre();
        pitch = candidate.pitch();
        load(candidate, peaks, count);
    }

    /** Where in the reference the query's peaks should be. */
    private void predict(double centre) {
        for (int i = 0; i < queries; i++) {
            predicted[i] = refAtCentre + tempo * (query[i] - centre);
        }
    }

    private Line at(Candidate candidate, double startTempo, long[] peaks, int count, double floor) {
        begin(candidate, startTempo, peaks, count);
        for (int window : WINDOW_FRAMES) {
            refit(candidate.centre(), window);
        }
        predict(candidate.centre());
        meetings(0, meets);
        int[] matched = found.clone();
        double least = picture.isEmpty() ? floor : Math.min(floor, LEAST_PEAK_EVIDENCE);
        collectChance(matched, least);
        double expected = expected(chance[0]);
        predictReference(candidate.centre());
        double best = 0;
        for (int end = 0; end < ends; end++) {
            double met = evidence(matched[end], end == 0 ? expected : expected(chance[end]));
            best = Math.max(best, met < least ? 0 : met + LOUD_WEIGHT * loud(fromFrame[end]));
        }
        return best < floor ? null : line(candidate, matched[0], expected, best);
    }

    /** Where in the query the reference's peaks should be. */
    private void predictReference(double centre) {
        if (heardAt.length < refs) {
            heardAt = new double[2 * refs];
            heardPitch = new int[2 * refs];
        }
        int shift = (int) Math.round(pitch);
        for (int i = 0; i < refs; i++) {
            heardAt[i] = centre + (ref[i] - refAtCentre) / tempo;
            heardPitch[i] = refPitch[i] - shift;
        }
    }

    /** Evidence of the loud cells at the line that was fitted, from a frame of the query on. */
    private double loud(double fromFrame) {
        return picture.isEmpty()
                ? 0
                : picture.evidence(heardAt, heardPitch, refs, fromFrame, WRONG_SHIFTS);
    }

    /** M ln(M / lambda) - (M - lambda): how surprising M meetings are where lambda are expected. */
    static double evidence(double matched, double expected) {
        double lambda = Math.max(expected, 0.5);
        return matched <= lambda ? 0 : matched * Math.log(matched / lambda) - (matched - lambda);
    }

    private void load(Candidate candidate, long[] peaks, int count) {
        double before = 1.2 * (candidate.centre() - query[0]) + FARTHEST_SHIFT + 8;
        double after = 1.2 * (query[queries - 1] - candidate.centre()) + FARTHEST_SHIFT + 8;
        int from = firstFrom(peaks, count, refAtCentre - before);
        int to = firstFrom(peaks, count, refAtCentre + after);
        refs = to - from;
        if (ref.length < refs) {
            ref = new double[2 * refs];
            refPitch = new int[2 * refs];
        }
        for (int i = 0; i < refs; i++) {
            ref[i] = (double) Peak.time(peaks[from + i]) / Peak.PER_FRAME;
            refPitch[i] = Peak.frequency(peaks[from + i]);
        }
    }

    private static int firstFrom(long[] peaks, int count, double frame) {
        int at = Arrays.binarySearch(peaks, 0, count, Peak.startOf(Math.max(0, (long) frame)));
        return at < 0 ? -at - 1 : at;
    }

    /** One least-squares step over the pairs within a window of the centre. */
    private void refit(double centre, int window) {
        double n = 0;
        double sumX = 0;
        double sumY = 0;
        double sumXX = 0;
        double sumXY = 0;
        double sumPitch = 0;
        int low = 0;
        int near = (int) (PAIR_BANDS * Peak.PER_BAND);
        int shift = (int) Math.round(pitch);
        for (int i = 0; i < queries; i++) {
            double x = query[i] - centre;
            if (x < -window || x > window) {
                continue;
            }
            double p = refAtCentre + tempo * x;
            while (low < refs && ref[low] < p - PAIR_FRAMES) {
                low++;
            }
            for (int k = low; k < refs && ref[k] <= p + PAIR_FRAMES; k++) {
                int bands = refPitch[k] - queryPitch[i];
                if (Math.abs(bands - shift) <= near) {
                    double y = ref[k] - p;
                    n++;
                    sumX += x;
                    sumY += y;
                    sumXX += x * x;
                    sumXY += x * y;
                    sumPitch += bands;
                }
            }
        }
        if (n < 3) {
            return;
        }
        double slope = (sumXY - sumX * sumY / n) / (sumXX - sumX * sumX / n + TEMPO_INERTIA);
        refAtCentre += (sumY - slope * sumX) / n;
        tempo += slope;
        pitch = sumPitch / n;
    }

    /** Counts query peaks that meet a reference peak where it is predicted, shifted by frames. */
    private void meetings(int shiftFrames, boolean[] which) {
        Arrays.fill(found, 0);
        int low = 0;
        int near = (int) Math.round(MATCH_BANDS * Peak.PER_BAND);
        int shift = (int) Math.round(pitch);
        for (int i = 0; i < queries; i++) {
            double p = predicted[i] + shiftFrames;
            while (low < refs && ref[low] < p - MATCH_FRAMES) {
                low++;
            }
            boolean meets = false;
            for (int k = low; k < refs && ref[k] <= p + MATCH_FRAMES && !meets; k++) {
                meets = Math.abs(refPitch[k] - queryPitch[i] - shift) <= near;
            }
            if (which != null) {
                which[i] = meets;
            }
            for (int end = 0; meets && end < ends && i >= first[end]; end++) {
                found[end]++;
            }
        }
    }

    /** Counts at wrong shifts; stops after a few where the mean alone already leaves too little. */
    private void collectChance(int[] matched, double floor) {
        for (shifts = 0; shifts < SHIFTS; ) {
            meetings(WRONG_SHIFTS[shifts], null);
            for (int end = 0; end < ends; end++) {
                chance[end][shifts] = found[end];
            }
            shifts++;
            if (shifts == FIRST_SHIFTS && isHopeless(matched, floor)) {
                return;
            }
        }
    }

    private boolean isHopeless(int[] matched, double floor) {
        for (int end = 0; end < ends; end++) {
            if (evidence(matched[end], mean(chance[end])) >= floor) {
                return false;
            }
        }
        return true;
    }

    private double mean(int[] counts) {
        double sum = 0;
        for (int k = 0; k < shifts; k++) {
            sum += counts[k];
        }
        return sum / shifts;
    }

    /**
     * What meets by chance: the mean and, of a whole collection, no less than the second largest.
     */
    private double expected(int[] counts) {
        double mean = mean(counts);
        if (shifts < SHIFTS) {
            return mean;
        }
        return Math.max(mean, secondLargest(counts));
    }

    /** Sorting them took a quarter of a verification's time. */
    static int secondLargest(int[] counts) {
        int largest = Math.max(counts[0], counts[1]);
        int second = Math.min(counts[0], counts[1]);
        for (int k = 2; k < counts.length; k++) {
            second = Math.max(second, Math.min(largest, counts[k]));
            largest = Math.max(largest, counts[k]);
        }
        return second;
    }

    private Line line(Candidate candidate, int matched, double expected, double evidence) {
        stretchFrom = 0;
        stretchTo = queries - 1;
        for (int round = 0; round < STRETCH_ROUNDS; round++) {
            toStretch(expected / queries);
        }
        return LineBuilder.builder()
                .reference(candidate.reference())
                .tempo(tempo)
                .offsetFrames(refAtCentre - tempo * candidate.centre())
                .pitchBands(pitch / Peak.PER_BAND)
                .anchors(candidate.anchors())
                .matched(matched)
                .expected(expected)
                .evidence(evidence)
                .queryFromFrame(query[stretchFrom])
                .queryToFrame(query[stretchTo])
                .refFromFrame(predicted[stretchFrom])
                .refToFrame(predicted[stretchTo])
                .build();
    }

    /**
     * Narrows the stretch to that of the query which speaks for the line the most, by likelihood
     * ratio: how many peaks meet in the stretch so far against how many do by chance.
     *
     * <p>Of the whole window that is too few where a work has just begun or has ended, and then the
     * stretch goes on over seconds of chance meetings.
     */
    private void toStretch(double byChance) {
        double p = Math.min(0.95, met(stretchFrom, stretchTo));
        double q = Math.min(0.9 * p, Math.max(0.01, byChance));
        double gain = Math.log(p / q);
        double loss = Math.log((1 - p) / (1 - q));
        double sum = 0;
        double best = 0;
        int begin = -1;
        stretchFrom = 0;
        stretchTo = 0;
        for (int i = 0; i < queries; i++) {
            if (begin < 0 && meets[i]) {
                begin = i;
                sum = 0;
            }
            sum += meets[i] ? gain : loss;
            if (sum > best) {
                best = sum;
                stretchFrom = begin;
                stretchTo = i;
            }
            if (sum < 0) {
                begin = -1;
                sum = 0;
            }
        }
    }

    /** Share of the query's peaks from one to another that meet one of the reference. */
    private double met(int first, int last) {
        int met = 0;
        for (int i = first; i <= last; i++) {
            met += meets[i] ? 1 : 0;
        }
        return (double) met / (last - first + 1);
    }
}

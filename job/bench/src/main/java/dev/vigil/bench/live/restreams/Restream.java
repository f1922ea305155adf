package dev.vigil.bench.live.restreams;

import dev.vigil.match.MatchSpan;
import java.util.List;
import java.util.function.LongFunction;

/**
 * What became of one stream: a lead-in, then a query.
 *
 * @param group of the query
 * @param infringing whether the query is of a work
 * @param querySeconds its length
 * @param foundAfter seconds from the first infringing sample to the end of the packet that decided,
 *     infinite where the work was not found
 * @param receivedAfter seconds from there to the end of the segment that completed that packet
 * @param atTheEnd whether only the last packet decided, which a stream that ends has searched
 * @param wrong matches with another work
 * @param elsewhere matches with the work, at a place of it that is not the one that is played, as
 *     in music that repeats itself
 * @param falsely matches where no work was played
 */
record Restream(
        String group,
        boolean infringing,
        double querySeconds,
        double foundAfter,
        double receivedAfter,
        boolean atTheEnd,
        int wrong,
        int elsewhere,
        int falsely) {

    private static final double TOLERANCE_SECONDS = 1;

    /**
     * A match as it opened.
     *
     * @param decidedSeconds end of the packet that decided, in the stream
     * @param receivedSeconds end of the segment that completed its packet, in the stream
     * @param last whether the last packet of the stream opened it
     */
    record Opening(MatchSpan span, double decidedSeconds, double receivedSeconds, boolean last) {}

    static Restream judged(
            LiveQuery query,
            double leadInSeconds,
            double querySeconds,
            List<Opening> openings,
            LongFunction<String> names) {
        double found = Double.POSITIVE_INFINITY;
        double received = Double.POSITIVE_INFINITY;
        boolean atTheEnd = false;
        int wrong = 0;
        int elsewhere = 0;
        int falsely = 0;
        for (Opening opening : openings) {
            double after = opening.decidedSeconds() - leadInSeconds;
            if (after <= 0 || !query.isInfringing()) {
                falsely++;
            } else if (!names.apply(opening.span().reference()).equals(query.reference())) {
                wrong++;
            } else if (!isThere(query, leadInSeconds, opening.span())) {
                elsewhere++;
            } else if (after < found) {
                found = after;
                received = opening.receivedSeconds() - leadInSeconds;
                atTheEnd = opening.last();
            }
        }
        return new Restream(
                query.group(),
                query.isInfringing(),
                querySeconds,
                found,
                received,
                atTheEnd,
                wrong,
                elsewhere,
                falsely);
    }

    private static boolean isThere(LiveQuery query, double leadInSeconds, MatchSpan span) {
        double fromSeconds = span.queryStartMs() / 1000.0 - leadInSeconds;
        double offset = span.refStartMs() / 1000.0 - span.tempo() * fromSeconds;
        return Math.abs(offset - query.offsetSeconds()) <= TOLERANCE_SECONDS;
    }

    boolean isFound() {
        return foundAfter < Double.POSITIVE_INFINITY;
    }
}

package dev.vigil.bench.live.restreams;

import dev.vigil.bench.report.Row;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The streams of one distortion, or of all.
 *
 * @param name of the distortion
 * @param streams with an infringing part
 * @param found how many of these
 * @param atTheEnd how many of those found by the last packet only
 * @param wrong streams with a match of another work, found or not
 * @param elsewhere streams with a match of another place of the work, found or not
 * @param decided to the end of the packet that decided
 * @param received to the end of the segment that completed it
 * @param unrelated streams of which no part infringes
 * @param falsely matches in these, and in lead-ins
 * @param longestSeconds of the infringing parts
 */
record Group(
        String name,
        int streams,
        int found,
        int atTheEnd,
        int wrong,
        int elsewhere,
        Times decided,
        Times received,
        int unrelated,
        int falsely,
        double longestSeconds) {

    static final String HEAD =
            "| distortion | streams | found | wrong | elsewhere | p50 | p95 | p99 | max | with the segment, p50"
                    + " | p95 | by the last packet | unrelated | false |\n"
                    + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|";

    /** Seconds from the first infringing sample; null is never, as for what was not found. */
    record Times(Double p50, Double p95, Double p99, Double max) {

        private static Times of(DoubleStream seconds) {
            double[] sorted = seconds.sorted().toArray();
            return new Times(
                    rank(sorted, 50), rank(sorted, 95), rank(sorted, 99), rank(sorted, 100));
        }

        /**
         * The nearest rank, so that one of 20 that is never found makes the 99th per cent never.
         */
        private static Double rank(double[] sorted, int percent) {
            if (sorted.length == 0) {
                return null;
            }
            double value = sorted[(sorted.length * percent + 99) / 100 - 1];
            return Double.isInfinite(value) ? null : value;
        }
    }

    static Group of(String name, List<Restream> all) {
        List<Restream> infringing = all.stream().filter(Restream::infringing).toList();
        return new Group(
                name,
                infringing.size(),
                (int) infringing.stream().filter(Restream::isFound).count(),
                (int) infringing.stream().filter(Restream::atTheEnd).count(),
                (int) infringing.stream().filter(stream -> stream.wrong() > 0).count(),
                (int) infringing.stream().filter(stream -> stream.elsewhere() > 0).count(),
                Times.of(infringing.stream().mapToDouble(Restream::foundAfter)),
                Times.of(infringing.stream().mapToDouble(Restream::receivedAfter)),
                all.size() - infringing.size(),
                all.stream().mapToInt(Restream::falsely).sum(),
                infringing.stream().mapToDouble(Restream::querySeconds).max().orElse(0));
    }

    String row() {
        return String.join(
                " | ",
                "| " + name,
                String.valueOf(streams),
                String.valueOf(found),
                String.valueOf(wrong),
                String.valueOf(elsewhere),
                seconds(decided.p50()),
                seconds(decided.p95()),
                seconds(decided.p99()),
                seconds(decided.max()),
                seconds(received.p50()),
                seconds(received.p95()),
                String.valueOf(atTheEnd),
                String.valueOf(unrelated),
                falsely + " |");
    }

    private String seconds(Double value) {
        if (streams == 0) {
            return "";
        }
        return value == null
                ? "not within " + (long) longestSeconds + " s"
                : Row.number(value) + " s";
    }
}

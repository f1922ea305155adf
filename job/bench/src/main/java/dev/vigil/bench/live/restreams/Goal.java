package dev.vigil.bench.live.restreams;

import dev.vigil.bench.live.restreams.Group.Times;
import dev.vigil.bench.report.Row;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the live ear is to reach, and what it reached.
 *
 * @param value null for never
 * @param limit that the value may have at most
 */
record Goal(String name, Double value, double limit, boolean met) {
    private static final List<String> CODECS_AND_SPEED =
            List.of("mp3_64", "aac48_22k", "speed1", "speed2", "speed4");

    /** The goals of those distortions that were played. */
    static List<Goal> of(List<Restream> streams) {
        Group all = Group.of("all", streams);
        return Stream.of(
                        within("clean, p50", streams, List.of("none"), Times::p50, 2),
                        within("noise at 10 dB, p50", streams, List.of("noise10"), Times::p50, 4),
                        within(
                                "codecs and speed to 4 %, p95",
                                streams, CODECS_AND_SPEED, Times::p95, 10),
                        new Goal("streams with a wrong match", (double) all.wrong(), 0),
                        new Goal("false matches", (double) all.falsely(), 0))
                .filter(Objects::nonNull)
                .toList();
    }

    private Goal(String name, Double value, double limit) {
        this(name, value, limit, value != null && value <= limit);
    }

    private static Goal within(
            String name,
            List<Restream> streams,
            List<String> groups,
            Function<Times, Double> time,
            double limit) {
        Group group =
                Group.of(name, streams.stream().filter(s -> groups.contains(s.group())).toList());
        return group.streams() == 0
                ? null
                : new Goal(name + ", s", time.apply(group.decided()), limit);
    }

    String row() {
        return "| "
                + name
                + " | "
                + (value == null ? "never" : Row.number(value))
                + " | at most "
                + Row.number(limit)
                + " | "
                + (met ? "met" : "**missed**")
                + " |";
    }
}

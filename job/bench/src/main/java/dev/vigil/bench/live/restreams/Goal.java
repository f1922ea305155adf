package dev.vigil.bench.live.restreams;

import dev.vigil.bench.live.restreams.Group.Times;
import dev.vigil.bench.report.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is to be reached, and what it reached.
 *
 * @param value null for never
 * @param limit that the value may have at most
 */
record Goal(String name, Double value, double limit, boolean met) {
    private static final List<String> CODECS_AND_SPEED =
            List.of("mp3_64", "aac48_22k", "speed1", "speed2", "speed4");

    /** The goals of those distortions that were played. */
    static List<Goal> of(List<Restream> streams) {
        return with(
                streams,
                within("clean, p50", streams, List.of("none"), Times::p50, 2),
                within("noise at 10 dB, p50", streams, List.of("noise10"), Times::p50, 4),
                within("codecs and speed to 4 %, p95", streams, CODECS_AND_SPEED, Times::p95, 10));
    }

    /** Those of copies that are recognised by their pictures. */
    static List<Goal> ofFilms(List<Restream> streams) {
        return with(
                streams,
                within("clean, p50", streams, List.of("clean"), Times::p50, 4),
                within("overlay, p50", streams, List.of("overlay"), Times::p50, 6),
                within("inset of 40 %, p50", streams, List.of("pip40"), Times::p50, 10));
    }

    /** Null for a distortion that was not played. */
    private static List<Goal> with(List<Restream> streams, Goal... soon) {
        Group all = Group.of("all", streams);
        return Stream.concat(
                        Arrays.stream(soon).filter(Objects::nonNull),
                        Stream.of(
                                new Goal("streams with a wrong match", (double) all.wrong(), 0),
                                new Goal("false matches", (double) all.falsely(), 0)))
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

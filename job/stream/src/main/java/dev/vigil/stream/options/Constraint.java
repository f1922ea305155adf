package dev.vigil.stream.options;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.flink.util.TimeUtils;

/**
 * What a value must be beside its type; it is declared with its option.
 *
 * @param expected in words, such as "at least 1"
 * @param check of a value and of the text that was given: the faults, each of which follows the key
 */
record Constraint<T>(String expected, Check<T> check) {
    /** Faults of a value; none where it is right. */
    @FunctionalInterface
    interface Check<T> {
        List<String> faults(T value, String given);
    }

    static Constraint<Integer> atLeast(int least) {
        return range("at least " + least, value -> value >= least);
    }

    static Constraint<Integer> between(int least, int most) {
        return range("from " + least + " to " + most, value -> least <= value && value <= most);
    }

    /** Not a number is less than any. */
    static Constraint<Double> notNegative() {
        return range("at least 0", value -> value >= 0);
    }

    /** Not a number is less than any. */
    static Constraint<Double> positive() {
        return range("more than 0", value -> value > 0);
    }

    static Constraint<Duration> atLeast(Duration least) {
        return range(
                "at least " + TimeUtils.formatWithHighestUnit(least),
                value -> value.compareTo(least) >= 0);
    }

    /**
     * @param read reads it as the job will; throws with a line for each fault
     */
    static Constraint<String> file(Consumer<Path> read) {
        return new Constraint<>(
                "a file",
                (value, given) -> {
                    try {
                        read.accept(Path.of(value));
                        return List.of();
                    } catch (IllegalArgumentException e) {
                        return e.getMessage().lines().map(line -> " " + line).toList();
                    }
                });
    }

    /**
     * @param read reads it as the job will; throws with a line for each fault
     */
    static Constraint<String> text(String expected, Consumer<String> read) {
        return new Constraint<>(
                expected,
                (value, given) -> {
                    try {
                        read.accept(value);
                        return List.of();
                    } catch (IllegalArgumentException e) {
                        return e.getMessage().lines().map(line -> " " + line).toList();
                    }
                });
    }

    static Constraint<String> zone() {
        return range(
                "an IANA time zone such as Asia/Shanghai",
                value -> ZoneId.getAvailableZoneIds().contains(value));
    }

    static Constraint<String> pattern() {
        return range("a regular expression", Constraint::isPattern);
    }

    private static boolean isPattern(String value) {
        try {
            Pattern.compile(value);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static <T> Constraint<T> range(String expected, Predicate<T> isInside) {
        return new Constraint<>(
                expected,
                (value, given) ->
                        isInside.test(value)
                                ? List.of()
                                : List.of(": expected " + expected + ", got '" + given + "'"));
    }
}

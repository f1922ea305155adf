package dev.vigil.schema.clock;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Why the time of a clock does not move, to be worded in the language of a reader. */
@OnTopic
@InFlight
public record StopReason(
        @Described(
                        "Which reason it is: OPEN_TRANSACTION, BEHIND, PARTITIONS_UNREAD,"
                                + " NO_HEARTBEAT, OLD_HEARTBEAT, NO_PARTITION, NO_LOG_ENDS,"
                                + " NO_ANSWER_YET, NO_ANSWER or UNKNOWN. A later release may have"
                                + " more of them; reason has their words.")
                String code,
        @Described(
                        "What it is about, in the order of the English words in reason: partitions,"
                                + " offsets, times in ISO 8601.")
                List<String> values) {
    private static final int LONGEST_CODE = 100;

    /** Characters of a value: the partitions of some topics, or a message of Kafka. */
    private static final int LONGEST = 600;

    private static final String BETWEEN = "\t";

    public StopReason {
        Check.text("code", code, LONGEST_CODE);
        values = Check.list("values", values, 0, 3);
        values.forEach(value -> Check.text("values", value, LONGEST));
    }

    /** With values as they are; what is too long is cut. */
    public static StopReason of(StopCode code, Object... values) {
        return new StopReason(code.name(), Arrays.stream(values).map(StopReason::value).toList());
    }

    private static String value(Object value) {
        String text = String.valueOf(value).replaceAll("\\s+", " ").strip();
        return text.isEmpty() ? "-" : text.substring(0, Math.min(text.length(), LONGEST));
    }

    /**
     * In English, for terminals and alerts.
     *
     * @throws IllegalArgumentException where it is one of a later release
     */
    public String words() {
        return String.format(Locale.ROOT, StopCode.valueOf(code).english, values.toArray());
    }

    /** In one line, as sources hand it to the watch of the clock. */
    public String line() {
        return code + BETWEEN + String.join(BETWEEN, values);
    }

    /**
     * What {@link #line} has written.
     *
     * @throws IllegalArgumentException where it is none, or one of a later release
     */
    public static StopReason parse(String line) {
        String[] parts = line.split(BETWEEN);
        List<String> values = List.of(parts).subList(1, parts.length);
        StopCode code = StopCode.valueOf(parts[0]);
        if (values.size() != code.places()) {
            throw new IllegalArgumentException(
                    "expected " + code.places() + " values of " + code + ", got " + values.size());
        }
        return new StopReason(code.name(), values);
    }
}

package dev.vigil.stream.options;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;

/** Writes the reference page of the options from {@link JobOptions}, as Markdown. */
final class OptionsReference {
    private static final String HEAD =
            """
            # Options of vigil-job.jar

            Generated from `JobOptions`; a test fails when this page and the code differ.

            Write options as `--key value`. `--config FILE` reads the same keys, without dashes,
            from a properties file; an argument wins over the file. Durations are a number and a
            unit: `500 ms`, `10 s`, `15 min`. All errors are reported at once, before the job
            exists; an unknown key names the nearest known one. No option takes a secret: what
            Kafka needs of that kind is in the file that `kafka.properties` names.

            | key | type and range | default | why, and what too low or too high does |
            |---|---|---|---|
            """;

    private OptionsReference() {}

    static String page() {
        StringBuilder page = new StringBuilder(HEAD);
        for (ConfigOption<?> option : JobOptions.all()) {
            page.append(
                    "| `%s` | %s | %s | %s |\n"
                            .formatted(
                                    option.key(),
                                    type(option),
                                    defaultOf(option),
                                    description(option)));
        }
        return page.toString();
    }

    /** Without the bar that would end a cell. */
    static String description(ConfigOption<?> option) {
        return new HtmlFormatter().format(option.description()).replace("|", "\\|");
    }

    private static String defaultOf(ConfigOption<?> option) {
        if (!option.hasDefaultValue()) {
            return "none";
        }
        return option.defaultValue() instanceof Duration duration
                ? "`" + TimeUtils.formatWithHighestUnit(duration) + "`"
                : "`" + option.defaultValue() + "`";
    }

    /** From the declaration, as Flink doesn't tell the type of an option that has no default. */
    private static String type(ConfigOption<?> option) {
        return Arrays.stream(JobOptions.class.getFields())
                .filter(field -> holds(field, option))
                .map(field -> (ParameterizedType) field.getGenericType())
                .map(declared -> (Class<?>) declared.getActualTypeArguments()[0])
                .map(type -> type(type) + range(option))
                .findFirst()
                .orElseThrow();
    }

    private static String type(Class<?> type) {
        return type.isEnum()
                ? "one of " + JobOptions.choices(type)
                : type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String range(ConfigOption<?> option) {
        Constraint<?> constraint = JobOptions.constraint(option);
        return constraint == null ? "" : ", " + constraint.expected();
    }

    private static boolean holds(Field field, ConfigOption<?> option) {
        try {
            return field.get(null) == option;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Options are public constants", e);
        }
    }
}

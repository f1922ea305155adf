package dev.vigil.cli;

import dev.vigil.client.text.Times;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.MatchRule;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A rule as it is typed: {@code BLOCK,territory=CN,match=30s,refPct=10}. */
final class PolicyRule implements ITypeConverter<MatchRule> {
    private static final Set<String> CONDITIONS =
            Set.of("territory", "match", "matchPct", "ref", "refPct", "modality", "grace", "offer");

    @Override
    public MatchRule convert(String value) {
        try {
            String[] parts = value.split(",");
            Map<String, String> conditions = new LinkedHashMap<>();
            for (int i = 1; i < parts.length; i++) {
                String[] pair = parts[i].split("=", 2);
                if (pair.length < 2 || !CONDITIONS.contains(pair[0])) {
                    throw new IllegalArgumentException(parts[i]);
                }
                conditions.put(pair[0], pair[1]);
            }
            return new MatchRule(
                    conditions.get("territory"),
                    millis(conditions.get("match")),
                    percent(conditions.get("matchPct")),
                    millis(conditions.get("ref")),
                    percent(conditions.get("refPct")),
                    modality(conditions.get("modality")),
                    Action.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                    millis(conditions.get("grace")),
                    conditions.get("offer"));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new TypeConversionException(
                    "expected an action and conditions such as"
                            + " BLOCK,territory=CN,match=30s,matchPct=50,ref=30s,refPct=10,"
                            + "modality=VIDEO,grace=30s,"
                            + " got '"
                            + value
                            + "'");
        }
    }

    private static Long millis(String span) {
        return span == null ? null : Long.valueOf(Times.span(span).toMillis());
    }

    private static Modality modality(String value) {
        return value == null ? null : Modality.valueOf(value.toUpperCase(Locale.ROOT));
    }

    private static Double percent(String value) {
        return value == null ? null : Double.valueOf(value);
    }

    static String words(MatchRule rule) {
        StringBuilder words = new StringBuilder(rule.action().name());
        append(words, "territory", rule.territory());
        append(words, "match", seconds(rule.matchMs()));
        append(words, "matchPct", rule.matchPct());
        append(words, "ref", seconds(rule.refMs()));
        append(words, "refPct", rule.refPct());
        append(words, "modality", rule.modality());
        append(words, "grace", seconds(rule.graceMs()));
        append(words, "offer", rule.offerRef());
        return words.toString();
    }

    private static String seconds(Long ms) {
        return ms == null ? null : ms / 1_000.0 + "s";
    }

    private static void append(StringBuilder words, String condition, Object value) {
        if (value != null) {
            words.append(',').append(condition).append('=').append(value);
        }
    }
}

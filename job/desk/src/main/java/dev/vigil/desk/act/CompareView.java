package dev.vigil.desk.act;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.client.text.Times;
import dev.vigil.desk.compare.CompareEnd;
import dev.vigil.desk.compare.FileComparison;
import dev.vigil.desk.text.PageText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The result of a comparison.
 *
 * @param sentence the result; null while it runs
 * @param reason what the program has printed of that, in English; empty for nothing
 * @param parts of sound, and of pictures
 */
public record CompareView(
        FileComparison one,
        AboutSession about,
        String sentence,
        String reason,
        List<ComparedPart> parts) {
    /**
     * Sound or pictures.
     *
     * @param kind {@code sound} or {@code pictures}
     * @param sentence what is in common
     * @param rows of each stretch its numbers, as the command has them
     */
    public record ComparedPart(String kind, String sentence, List<List<String>> rows) {}

    static final String SOUND = "sound";
    static final String PICTURES = "pictures";

    /** Stretches of a table; the command prints all. */
    private static final int MOST_ROWS = 50;

    private static final List<String> COLUMNS =
            List.of("query", "reference", "speed", "pitch", "evidence", "close", "covered");

    static CompareView of(FileComparison one, AboutSession about, PageText text) {
        CompareEnd end = one.end();
        if (end == null) {
            return new CompareView(one, about, null, "", List.of());
        }
        List<ComparedPart> parts = new ArrayList<>();
        if (end.report() != null) {
            for (String kind : List.of(SOUND, PICTURES)) {
                JsonNode report = end.report().path(kind);
                if (report.isObject()) {
                    parts.add(part(kind, report, text));
                }
            }
        }
        String sentence = text.text("compare.end." + end.kind());
        String words = parts.stream().map(ComparedPart::sentence).collect(Collectors.joining(" "));
        boolean isCompared = !words.isEmpty();
        return new CompareView(
                one,
                about,
                isCompared ? words : sentence,
                isCompared ? "" : end.reason(),
                List.copyOf(parts));
    }

    public List<String> columns() {
        return COLUMNS;
    }

    public boolean isRunning() {
        return sentence == null;
    }

    public boolean isMatch() {
        return one.end() != null && one.end().kind() == CompareEnd.Kind.MATCH;
    }

    public boolean isCompared() {
        return !parts.isEmpty();
    }

    /** Its address; null for none. */
    public String picture() {
        return one.end() == null || one.end().picture() == null
                ? null
                : "/compare/" + one.id() + "/picture.png";
    }

    // Of the program's report -----------------------------------------------------------------

    private static ComparedPart part(String kind, JsonNode report, PageText text) {
        List<List<String>> rows = new ArrayList<>();
        JsonNode matches = report.path("matches");
        for (JsonNode match : matches) {
            if (rows.size() < MOST_ROWS) {
                rows.add(row(match.has("stretch") ? match.path("stretch") : match, match, report));
            }
        }
        if (matches.isEmpty() && report.path("best").isObject()) {
            rows.add(row(report.path("best"), report.path("best"), report));
        }
        return new ComparedPart(kind, text.text("compare.found." + found(kind, report)), rows);
    }

    /** The strongest that is true of any stretch. */
    private static String found(String kind, JsonNode report) {
        if (report.path("matches").isEmpty()) {
            boolean isEmpty = report.hasNonNull("silent") || report.hasNonNull("blank");
            return kind + (isEmpty ? ".empty" : report.hasNonNull("best") ? ".weak" : ".none");
        }
        String best = "";
        for (String one : List.of("SAME.whole", "SAME.part", "LIKELY.whole", "LIKELY.part")) {
            for (JsonNode match : report.path("matches")) {
                best = best.isEmpty() && grade(kind, match).equals(one) ? one : best;
            }
        }
        return kind + "." + (best.isEmpty() ? "SHARED" : best);
    }

    /** A still picture in common is not yet the same film. */
    private static String grade(String kind, JsonNode match) {
        String whole = match.path("whole").asBoolean() ? ".whole" : ".part";
        return kind.equals(PICTURES)
                ? (match.path("still").asBoolean() ? "SHARED" : "SAME") + whole
                : match.path("grade").asText() + whole;
    }

    private static List<String> row(JsonNode stretch, JsonNode match, JsonNode report) {
        JsonNode agreement = match.path("agreement");
        return List.of(
                span(stretch, "queryStartMs", "queryEndMs"),
                span(stretch, "refStartMs", "refEndMs"),
                number("%+.1f %%", 100 * (stretch.path("tempo").asDouble() - 1)),
                stretch.has("pitchSemitones")
                        ? number("%+.1f", stretch.path("pitchSemitones").asDouble())
                        : "–",
                number("%.1f", stretch.path("evidence").asDouble())
                        + " / "
                        + number("%.1f", report.path("threshold").asDouble()),
                share(agreement, "close"),
                share(agreement, "covered"));
    }

    private static String span(JsonNode stretch, String from, String to) {
        return Times.position(stretch.path(from).asLong())
                + "–"
                + Times.position(stretch.path(to).asLong());
    }

    private static String share(JsonNode agreement, String name) {
        return agreement.has(name) ? number("%.0f %%", 100 * agreement.path(name).asDouble()) : "–";
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}

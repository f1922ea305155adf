package dev.vigil.client.figures;

import dev.vigil.figures.FigureGaps;
import dev.vigil.figures.FigureSums;
import dev.vigil.schema.figures.FigureKind;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Figures as comma-separated values (RFC 4180): a line for each, also of what did not happen, with
 * the days that were not seen and what it counts; then what is not counted at all.
 */
public final class FiguresCsv {
    private static final List<String> COLUMNS =
            List.of(
                    "from",
                    "to",
                    "template",
                    "article",
                    "figure",
                    "by",
                    "dimension",
                    "count",
                    "within_24_h",
                    "median_ms",
                    "p95_ms",
                    "max_ms",
                    "unseen_days",
                    "query");

    private FiguresCsv() {}

    public static String of(List<FigureSums> sums) {
        StringBuilder text = new StringBuilder(line(COLUMNS.toArray()));
        for (FigureSums one : sums) {
            for (FigureKind kind : FigureKind.values()) {
                lines(one, kind, text);
            }
        }
        FigureGaps.ALL.forEach(
                gap ->
                        text.append(
                                line(
                                        "",
                                        "",
                                        gap.template(),
                                        "",
                                        "NOT_COUNTED",
                                        "",
                                        "",
                                        "",
                                        "",
                                        "",
                                        "",
                                        "",
                                        "",
                                        gap.what())));
        return text.toString();
    }

    private static void lines(FigureSums sums, FigureKind kind, StringBuilder text) {
        List<FigureSums.Sum> its = sums.of(kind);
        if (its.isEmpty()) {
            its = List.of(new FigureSums.Sum(kind, "", 0, null));
        }
        String unseen =
                sums.unseen().getOrDefault(kind, List.of()).stream()
                        .map(LocalDate::toString)
                        .collect(Collectors.joining(" "));
        for (FigureSums.Sum sum : its) {
            boolean isTime = sum.percentiles() != null;
            text.append(
                    line(
                            sums.from(),
                            sums.to(),
                            kind.row().template(),
                            kind.row().article(),
                            kind,
                            kind.dimension(),
                            sum.dimension(),
                            sum.count(),
                            isTime ? sum.percentiles().withinDay() : null,
                            isTime ? sum.percentiles().medianMs() : null,
                            isTime ? sum.percentiles().p95Ms() : null,
                            isTime ? sum.percentiles().maxMs() : null,
                            unseen,
                            kind.query()));
        }
    }

    private static String line(Object... cells) {
        return Arrays.stream(cells)
                .map(FiguresCsv::cell)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(Object value) {
        String text = value == null ? "" : value.toString();
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}

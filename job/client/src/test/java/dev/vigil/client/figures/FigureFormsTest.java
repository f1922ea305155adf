package dev.vigil.client.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.figures.PublishedFigures.Period;
import dev.vigil.client.text.Csv;
import dev.vigil.figures.FigureGaps;
import dev.vigil.figures.FigureSums;
import dev.vigil.schema.figures.DailyFigure;
import dev.vigil.schema.figures.FigureDay;
import dev.vigil.schema.figures.FigureKind;
import dev.vigil.schema.figures.TimeBucket;
import dev.vigil.schema.wire.Json;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How figures are written: what did not happen, what was not seen and what is not counted too. */
class FigureFormsTest {
    private static final LocalDate FROM = LocalDate.of(2026, 10, 30);
    private static final LocalDate TO = LocalDate.of(2026, 11, 2);

    private static PublishedFigures published() {
        List<DailyFigure> figures = new ArrayList<>();
        List<FigureDay> days = new ArrayList<>();
        FROM.datesUntil(TO)
                .forEach(
                        day -> {
                            figures.add(figure(day, FigureKind.MEASURES, "LIST/a,\"b\"", 2, null));
                            days.add(new FigureDay(day.toString(), 0, 1, List.of()));
                        });
        List<TimeBucket> times = List.of(new TimeBucket(60_000L, 3), new TimeBucket(120_000L, 1));
        figures.add(figure(TO, FigureKind.APPEAL_TO_DECISION, "", 4, times));
        days.add(new FigureDay(TO.toString(), 0, 1, List.of(FigureKind.STRIKES)));
        return new PublishedFigures(FROM, TO, figures, days);
    }

    private static DailyFigure figure(
            LocalDate day, FigureKind kind, String by, long count, List<TimeBucket> buckets) {
        String id = day + "/" + kind + "/" + by;
        return new DailyFigure(id, day.toString(), kind, by, count, buckets);
    }

    @Test
    void monthsAreOfTheirDays() {
        List<FigureSums> months = published().each(Period.MONTH);
        assertThat(months).extracting(FigureSums::from).containsExactly(FROM, TO.minusDays(1));
        assertThat(months).extracting(FigureSums::to).containsExactly(FROM.plusDays(1), TO);
        assertThat(months)
                .extracting(month -> month.of(FigureKind.MEASURES).get(0).count())
                .containsExactly(4L, 2L);
        assertThat(published().each(Period.DAY)).hasSize(4);
        assertThat(published().each(Period.YEAR)).containsExactly(published().whole());
    }

    @Test
    void aFileHasALineForEachFigureAndForWhatIsNotCounted() throws Exception {
        Csv csv = new Csv(new StringReader(FiguresCsv.of(List.of(published().whole()))));
        List<String> columns = csv.next().fields();
        List<Map<String, String>> lines = new ArrayList<>();
        for (Csv.Row row = csv.next(); row != null; row = csv.next()) {
            List<String> fields = row.fields();
            lines.add(
                    Map.of(
                            "figure", fields.get(columns.indexOf("figure")),
                            "dimension", fields.get(columns.indexOf("dimension")),
                            "count", fields.get(columns.indexOf("count")),
                            "p95", fields.get(columns.indexOf("p95_ms")),
                            "unseen", fields.get(columns.indexOf("unseen_days"))));
        }
        assertThat(lines).hasSize(FigureKind.values().length + FigureGaps.ALL.size());
        assertThat(lines)
                .contains(
                        line("MEASURES", "LIST/a,\"b\"", "6", "", ""),
                        line("APPEAL_TO_DECISION", "", "4", "120000", ""),
                        line("STRIKES", "", "0", "", "2026-11-02"),
                        line("NOT_COUNTED", "", "", "", ""));
    }

    private static Map<String, String> line(
            String figure, String dimension, String count, String p95, String unseen) {
        return Map.of(
                "figure", figure,
                "dimension", dimension,
                "count", count,
                "p95", p95,
                "unseen", unseen);
    }

    @Test
    void theSameAsJson() {
        String text = FiguresJson.of(published().each(Period.YEAR));
        Map<?, ?> whole = Json.read(text.getBytes(StandardCharsets.UTF_8), Map.class);
        assertThat((List<?>) whole.get("queries")).hasSize(FigureKind.values().length);
        assertThat((List<?>) whole.get("notCounted")).hasSameSizeAs(FigureGaps.ALL);
        Map<?, ?> time = (Map<?, ?>) ((List<?>) whole.get("times")).get(0);
        assertThat(time.get("unseen")).isEqualTo(Map.of("STRIKES", List.of("2026-11-02")));
        assertThat((List<?>) time.get("figures")).hasSize(2);
    }

    /** A number in its place would be read as a time. */
    @Test
    void whatIsLongerThanAllBucketsHasNoNumber() {
        List<TimeBucket> times = List.of(new TimeBucket(60_000L, 3), new TimeBucket(null, 1));
        DailyFigure figure = figure(TO, FigureKind.APPEAL_TO_DECISION, "", 4, times);
        List<FigureSums> sums = List.of(FigureSums.of(FROM, TO, List.of(figure), List.of()));
        assertThat(FiguresJson.of(sums))
                .contains("\"count\":4,\"withinDay\":3,\"medianMs\":60000}");
        assertThat(FiguresCsv.of(sums)).contains(",4,3,60000,,,");
    }
}

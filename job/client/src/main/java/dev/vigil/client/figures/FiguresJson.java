package dev.vigil.client.figures;

import dev.vigil.figures.DurationBuckets.Percentiles;
import dev.vigil.figures.FigureGaps;
import dev.vigil.figures.FigureSums;
import dev.vigil.schema.figures.FigureKind;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Figures as JSON. */
public final class FiguresJson {
    private FiguresJson() {}

    /** All of it. */
    private record Whole(List<Query> queries, List<Time> times, List<FigureGaps.Gap> notCounted) {}

    /** What a figure counts. */
    private record Query(
            FigureKind figure, String query, String by, String template, String article) {
        static Query of(FigureKind kind) {
            return new Query(
                    kind,
                    kind.query(),
                    kind.dimension(),
                    kind.row().template(),
                    kind.row().article());
        }
    }

    /** Figures of some days. */
    private record Time(
            String from, String to, List<Figure> figures, Map<String, List<String>> unseen) {
        static Time of(FigureSums sums) {
            Map<String, List<String>> unseen = new TreeMap<>();
            sums.unseen()
                    .forEach(
                            (kind, days) ->
                                    unseen.put(
                                            kind.name(),
                                            days.stream().map(LocalDate::toString).toList()));
            return new Time(
                    sums.from().toString(),
                    sums.to().toString(),
                    sums.sums().stream().map(Figure::of).toList(),
                    unseen);
        }
    }

    /** One of them. */
    private record Figure(FigureKind figure, String dimension, long count, Percentiles times) {
        static Figure of(FigureSums.Sum sum) {
            return new Figure(sum.kind(), sum.dimension(), sum.count(), sum.percentiles());
        }
    }

    public static String of(List<FigureSums> sums) {
        return new String(
                        Json.bytes(
                                new Whole(
                                        Arrays.stream(FigureKind.values()).map(Query::of).toList(),
                                        sums.stream().map(Time::of).toList(),
                                        FigureGaps.ALL)),
                        StandardCharsets.UTF_8)
                + "\n";
    }
}

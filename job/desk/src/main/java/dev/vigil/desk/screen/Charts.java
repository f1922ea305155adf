package dev.vigil.desk.screen;

import dev.vigil.desk.ask.DailyUsage;
import dev.vigil.desk.ask.DailyUsage.UsageDay;
import dev.vigil.desk.ask.LagQuery;
import dev.vigil.desk.web.Visit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** Figures over time: hours of use by day, how far behind the desk was. */
final class Charts {
    private static final int DAYS = 31;
    private static final long HOUR_MS = 3_600_000;
    private static final long SECOND_MS = 1_000;
    private static final String TOPIC = "topic/";

    private Charts() {}

    /**
     * Days of a chart.
     *
     * @param to the last one
     */
    record Days(String from, String to) {}

    /** Of use: those of the month that is chosen, or the last 31. */
    static Days days(Visit visit) {
        Optional<String> month = visit.query("month").filter(it -> it.matches("\\d{4}-\\d{2}"));
        LocalDate today =
                LocalDate.ofInstant(Instant.ofEpochMilli(visit.nowMs()), visit.text().zone());
        return month.map(it -> new Days(it + "-01", it + "-31"))
                .orElseGet(() -> new Days(today.minusDays(DAYS - 1).toString(), today.toString()));
    }

    // Use -------------------------------------------------------------------------------------

    /** Hours a day of the works that were used most; nothing is drawn where none was. */
    static RecordPart usage(Cells cells, ZoneId zone, DailyUsage used) {
        RecordPart part = new RecordPart(null);
        if (used.days().isEmpty()) {
            return part;
        }
        Map<String, Map<String, UsageDay>> byDay = new LinkedHashMap<>();
        used.days()
                .forEach(
                        it ->
                                byDay.computeIfAbsent(it.day(), day -> new LinkedHashMap<>())
                                        .put(it.workId(), it));
        if (used.others() > 0) {
            part.note(cells.say("chart.others", used.others()));
        }
        return part.chart(
                new ChartView(
                        "chart.usage",
                        "chart.hours",
                        used.works().stream().map(it -> cells.foreign(it).html()).toList(),
                        byDay.entrySet().stream()
                                .map(
                                        it ->
                                                day(
                                                        cells,
                                                        zone,
                                                        it.getKey(),
                                                        it.getValue(),
                                                        used.works()))
                                .toList()));
    }

    /** A day without a row of a work is a day on which none was found: no gap. */
    private static ChartView.Row day(
            Cells cells, ZoneId zone, String day, Map<String, UsageDay> used, List<String> works) {
        return new ChartView.Row(
                LocalDate.parse(day).atStartOfDay(zone).toEpochSecond(),
                cells.foreign(day).html(),
                works.stream()
                        .map(used::get)
                        .map(
                                it ->
                                        value(
                                                cells,
                                                it == null ? 0L : Long.valueOf(it.usedMs()),
                                                HOUR_MS))
                        .toList());
    }

    private static ChartView.Value value(Cells cells, Long ms, long unitMs) {
        return ms == null
                ? new ChartView.Value(null, cells.none().html())
                : new ChartView.Value(
                        BigDecimal.valueOf(ms)
                                .divide(BigDecimal.valueOf(unitMs), 3, RoundingMode.HALF_UP)
                                .stripTrailingZeros()
                                .toPlainString(),
                        cells.span(ms).html());
    }

    // How far behind --------------------------------------------------------------------------

    /** Of the last day: one of spans, and one of records where a topic was behind. */
    static List<ChartView> lag(Handle store, Visit visit) {
        Cells cells = new Cells(visit.text());
        Map<Long, Map<String, Long>> samples = LagQuery.lastDay(store, visit.nowMs());
        if (samples.isEmpty()) {
            return List.of();
        }
        List<ChartView> charts = new ArrayList<>();
        charts.add(
                new ChartView(
                        "chart.lag",
                        "chart.seconds",
                        List.of(cells.say("stripe.store").html(), cells.say("chart.clock").html()),
                        samples.entrySet().stream()
                                .map(
                                        it ->
                                                row(
                                                        cells,
                                                        it.getKey(),
                                                        it.getValue(),
                                                        List.of(LagQuery.STORE, LagQuery.CLOCK)))
                                .toList()));
        List<String> topics = topics(samples);
        if (!topics.isEmpty()) {
            charts.add(
                    new ChartView(
                            "chart.topics",
                            "chart.records",
                            topics.stream()
                                    .map(it -> cells.foreign(it.substring(TOPIC.length())).html())
                                    .toList(),
                            samples.entrySet().stream()
                                    .map(it -> records(cells, it.getKey(), it.getValue(), topics))
                                    .toList()));
        }
        return charts;
    }

    /** Those that were behind most. */
    private static List<String> topics(Map<Long, Map<String, Long>> samples) {
        Map<String, Long> most = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>();
        samples.values()
                .forEach(
                        sample ->
                                sample.forEach(
                                        (what, lag) -> {
                                            if (what.startsWith(TOPIC)) {
                                                names.add(what);
                                                most.merge(what, lag, Math::max);
                                            }
                                        }));
        return names.stream()
                .sorted(Comparator.comparing(most::get).reversed())
                .limit(ChartView.MOST_SERIES)
                .toList();
    }

    private static ChartView.Row row(
            Cells cells, long atMs, Map<String, Long> sample, List<String> names) {
        return new ChartView.Row(
                atMs / SECOND_MS,
                cells.time(atMs).html(),
                names.stream().map(it -> value(cells, sample.get(it), SECOND_MS)).toList());
    }

    /** A topic without a figure at a time at which there are others was not behind. */
    private static ChartView.Row records(
            Cells cells, long atMs, Map<String, Long> sample, List<String> topics) {
        boolean isKnown = sample.containsKey(LagQuery.STORE);
        return new ChartView.Row(
                atMs / SECOND_MS,
                cells.time(atMs).html(),
                topics.stream()
                        .map(it -> isKnown ? sample.getOrDefault(it, 0L) : sample.get(it))
                        .map(
                                it ->
                                        new ChartView.Value(
                                                Objects.toString(it, null),
                                                cells.number(it).html()))
                        .toList());
    }
}

package dev.vigil.client.figures;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.figures.FigureSums;
import dev.vigil.schema.figures.DailyFigure;
import dev.vigil.schema.figures.FigureDay;
import dev.vigil.schema.wire.Topic;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Figures of a time as they are published: the last record of each, of its days alone.
 *
 * @param from first day
 * @param to last day
 */
public record PublishedFigures(
        LocalDate from, LocalDate to, Collection<DailyFigure> figures, Collection<FigureDay> days) {
    /** How long a sum is over. */
    public enum Period {
        DAY(day -> day.plusDays(1)),
        MONTH(day -> day.withDayOfMonth(1).plusMonths(1)),
        YEAR(day -> day.withDayOfYear(1).plusYears(1));

        private final UnaryOperator<LocalDate> next;

        Period(UnaryOperator<LocalDate> next) {
            this.next = next;
        }
    }

    public static PublishedFigures read(Bus bus, LocalDate from, LocalDate to) throws BusException {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "--to: expected a day from " + from + " on, got '" + to + "'; correct it");
        }
        Map<String, DailyFigure> figures = new TreeMap<>();
        Map<String, FigureDay> days = new TreeMap<>();
        String first = from.toString();
        String last = to.toString();
        bus.each(
                Topic.FIGURES,
                event -> {
                    event.readable(DailyFigure.class)
                            .filter(figure -> isIn(figure.day(), first, last))
                            .ifPresent(figure -> figures.put(figure.figureId(), figure));
                    event.readable(FigureDay.class)
                            .filter(day -> isIn(day.day(), first, last))
                            .ifPresent(day -> days.put(day.day(), day));
                });
        return new PublishedFigures(
                from, to, List.copyOf(figures.values()), List.copyOf(days.values()));
    }

    private static boolean isIn(String day, String first, String last) {
        return day.compareTo(first) >= 0 && day.compareTo(last) <= 0;
    }

    /** Of all its days together. */
    public FigureSums whole() {
        return FigureSums.of(from, to, figures, days);
    }

    /** Of each day, month or year: the first and the last may be a part of one. */
    public List<FigureSums> each(Period period) {
        List<FigureSums> each = new ArrayList<>();
        for (LocalDate start = from; !start.isAfter(to); ) {
            LocalDate next = period.next.apply(start);
            LocalDate end = next.minusDays(1).isAfter(to) ? to : next.minusDays(1);
            each.add(FigureSums.of(start, end, figures, days));
            start = next;
        }
        return List.copyOf(each);
    }
}

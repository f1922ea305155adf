package dev.vigil.client.inspect;

import dev.vigil.figures.FigureSums;
import dev.vigil.schema.figures.DailyFigure;
import dev.vigil.schema.figures.FigureDay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figures that were published of the days of a span: they outlive what they were counted of.
 */
final class PublishedDays {
    /** Figures of a day by dimension, of a year. */
    private static final int MOST = 500_000;

    private final int most;
    private final LocalDate first;
    private final LocalDate last;
    private final Map<String, DailyFigure> figures = new TreeMap<>();
    private final Map<String, FigureDay> days = new TreeMap<>();
    private long leftOut;

    PublishedDays(InspectionRequest request) {
        this(request, MOST);
    }

    /**
     * @param most figures in memory
     */
    PublishedDays(InspectionRequest request, int most) {
        this.most = most;
        ZoneId zone = ZoneId.of(request.zone());
        first = day(request.scope().fromMs(), zone);
        last = day(Math.min(request.scope().toMs() - 1, request.madeAt()), zone);
    }

    private static LocalDate day(long ms, ZoneId zone) {
        return Instant.ofEpochMilli(ms).atZone(zone).toLocalDate();
    }

    /** True of the key of a figure or a day of the span. */
    boolean isOf(String key) {
        return key != null
                && key.compareTo(first.toString()) >= 0
                && key.compareTo(last.plusDays(1).toString()) < 0;
    }

    /** The last record of each counts. */
    void add(Object content) {
        if (content instanceof DailyFigure figure) {
            if (figures.size() < most || figures.containsKey(figure.figureId())) {
                figures.put(figure.figureId(), figure);
            } else {
                leftOut++;
            }
        } else if (content instanceof FigureDay day) {
            days.put(day.day(), day);
        }
    }

    /** Records of figures that are in no sum, as there are more than are kept in memory. */
    long leftOut() {
        return leftOut;
    }

    FigureSums sums() {
        return FigureSums.of(first, last, figures.values(), days.values());
    }
}

package dev.vigil.schema.figures;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * How often something happened on a day: {@code figure.counted}. A total, never a difference, and
 * the record read last counts; it never becomes less. Figures of a month are sums of its days.
 */
@OnTopic
@InFlight
@RecordBuilder
public record DailyFigure(
        @Described("day/what/dimension. It is the record's key.") String figureId,
        @Described("Day as an ISO 8601 date, in the zone of the option usage.zone.") String day,
        @Described("What is counted.") FigureKind what,
        @Described("What it is counted by, as a stable code; empty where by nothing.")
                String dimension,
        @Described(value = "How often it happened.", unit = Unit.COUNT) long count,
        @Described(
                        "Of a time: how long each of them was, at most 215 buckets, those with none"
                                + " left out. Missing of any other.")
                @MayBeMissing
                List<TimeBucket> buckets)
        implements DailyFigureBuilder.With {
    /** In characters. */
    public static final int MAX_DIMENSION = 420;

    /** Of one figure: more than there are bounds. */
    public static final int MOST_BUCKETS = 300;

    public DailyFigure {
        Check.present("what", what);
        Check.present("day", day);
        Check.present("dimension", dimension);
        buckets = Check.list("buckets", buckets, 0, MOST_BUCKETS);
    }
}

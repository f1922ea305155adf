package dev.vigil.schema.figures;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What a figure follows from. Flat and tagged.
 *
 * @param subject digest that is the same in every record of the thing that is counted, and of
 *     nothing else
 * @param dimension null where the other part has it
 * @param at when it happened (UTC epoch ms)
 * @param tookMs null where no time is counted
 * @param times how often; more than once only of what one record reports together
 * @param day null before it is counted
 */
@InFlight
@RecordBuilder
public record FigureFact(
        Kind kind,
        String subject,
        FigureKind what,
        String dimension,
        long at,
        Long tookMs,
        int times,
        String day,
        DailyFigure published,
        FigureDay dayPublished,
        DeadLetter dead,
        String reason)
        implements FigureFactBuilder.With {
    /** Which fields are set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** It happened. */
        COUNTED,
        /** The first part of what is counted once the other is known, too. */
        BEGAN,
        /** The other part: it is counted on this one's day. */
        ENDED,
        /** {@code published}, read back */
        PUBLISHED,
        /** {@code dayPublished}, read back */
        DAY_PUBLISHED,
        /** {@code dead} */
        DEAD,
        /** {@code reason} */
        STOPPED
    }

    public static FigureFact published(DailyFigure figure) {
        return of(Kind.PUBLISHED)
                .what(figure.what())
                .dimension(figure.dimension())
                .day(figure.day())
                .published(figure)
                .build();
    }

    public static FigureFact published(FigureDay day) {
        return of(Kind.DAY_PUBLISHED).day(day.day()).dayPublished(day).build();
    }

    public static FigureFact dead(DeadLetter letter) {
        return of(Kind.DEAD).dead(letter).build();
    }

    public static FigureFact stopped(String reason) {
        return of(Kind.STOPPED).reason(reason).build();
    }

    private static FigureFactBuilder of(Kind kind) {
        return FigureFactBuilder.builder().kind(kind);
    }

    /** Of the figure that it belongs to; its day must be known. */
    public String figureId() {
        return day + "/" + what.name() + "/" + dimension;
    }
}

package dev.vigil.figures;

import dev.vigil.schema.figures.DailyFigure;
import dev.vigil.schema.figures.FigureFact;
import dev.vigil.schema.figures.FigureKind;
import dev.vigil.schema.figures.KeptFigure;
import dev.vigil.schema.figures.TimeBucket;
import java.util.List;

/**
 * How often something happened on a day. A figure never becomes less: what was published counts
 * where less is found again after a start, because an account was erased since, a topic was
 * compacted or its time of keeping is over.
 */
public final class FigureTotals {
    private FigureTotals() {}

    /**
     * @param known null for none
     * @param isLoading while what was there at the start is read
     */
    public static KeptFigure take(KeptFigure known, FigureFact fact, boolean isLoading) {
        KeptFigure before = known == null ? KeptFigure.NEW : known;
        if (fact.kind() == FigureFact.Kind.PUBLISHED) {
            return isLoading ? before.withPublished(of(fact.published())) : before;
        }
        return before.withCounted(DurationBuckets.plus(before.counted(), List.of(of(fact))));
    }

    private static TimeBucket of(FigureFact fact) {
        // No conditional expression: of a long and a Long it would unbox the Long, which may be
        // null.
        Long bound = DurationBuckets.NO_TIME;
        if (fact.what().isDuration()) {
            bound = DurationBuckets.bound(fact.tookMs());
        }
        return new TimeBucket(bound, fact.times());
    }

    private static List<TimeBucket> of(DailyFigure figure) {
        return figure.what().isDuration()
                ? figure.buckets()
                : List.of(new TimeBucket(DurationBuckets.NO_TIME, figure.count()));
    }

    /** With what was published and is not found again. */
    public static KeptFigure restored(KeptFigure figure) {
        return figure.withCounted(DurationBuckets.larger(figure.counted(), figure.published()));
    }

    public static boolean isNews(KeptFigure figure) {
        return !figure.counted().equals(figure.published());
    }

    /** Its record. */
    public static DailyFigure record(String figureId, KeptFigure figure) {
        FigureKey key = FigureKey.of(figureId);
        FigureKind what = key.kind();
        return new DailyFigure(
                figureId,
                key.day().toString(),
                what,
                key.dimension(),
                DurationBuckets.count(figure.counted()),
                what.isDuration() ? figure.counted() : null);
    }
}

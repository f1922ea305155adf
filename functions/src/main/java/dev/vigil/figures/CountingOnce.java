package dev.vigil.figures;

import dev.vigil.schema.figures.CountedOnce;
import dev.vigil.schema.figures.FigureFact;

/**
 * A thing is counted once, by the first record of it, whatever else is read of it and how often. Of
 * two parts the day is that of the second.
 */
public final class CountingOnce {
    private final FigureRules rules;

    public CountingOnce(FigureRules rules) {
        this.rules = rules;
    }

    /**
     * What a fact leads to.
     *
     * @param next what is known from now on; the one before where nothing changed
     * @param counted what is to be added to its figure; null for nothing
     * @param late true where it would have been counted, but too late
     */
    public record Step(CountedOnce next, FigureFact counted, boolean late) {}

    /**
     * @param known null for none
     * @param nowMs event time: that of now, or that at which the job stopped last
     */
    public Step take(CountedOnce known, FigureFact fact, long nowMs) {
        CountedOnce before = known == null ? CountedOnce.NEW : known;
        if (before.counted()) {
            return new Step(known, null, false);
        }
        CountedOnce after = with(before, fact);
        boolean isWhole =
                fact.kind() == FigureFact.Kind.COUNTED
                        || after.beganAt() != null && after.endedAt() != null;
        if (!isWhole) {
            long until = FigureRules.partUntil(fact.at());
            boolean isNews = !after.equals(before) && until > nowMs;
            return new Step(isNews ? after.withForgetAt(until) : known, null, false);
        }
        FigureFact counted = counted(after, fact);
        long until = rules.countedUntil(fact.what(), counted.day());
        return until <= nowMs
                ? new Step(known, null, true)
                : new Step(
                        CountedOnce.NEW.with().counted(true).forgetAt(until).build(),
                        counted,
                        false);
    }

    private static CountedOnce with(CountedOnce before, FigureFact fact) {
        return switch (fact.kind()) {
            case BEGAN ->
                    before.beganAt() != null
                            ? before
                            : before.with().beganAt(fact.at()).dimension(fact.dimension()).build();
            case ENDED -> before.endedAt() != null ? before : before.withEndedAt(fact.at());
            default -> before;
        };
    }

    private FigureFact counted(CountedOnce whole, FigureFact fact) {
        if (fact.kind() == FigureFact.Kind.COUNTED) {
            return fact.withDay(rules.day(fact.at()));
        }
        return fact.with()
                .kind(FigureFact.Kind.COUNTED)
                .at(whole.endedAt())
                .day(rules.day(whole.endedAt()))
                .dimension(whole.dimension())
                .tookMs(Math.max(0, whole.endedAt() - whole.beganAt()))
                .build();
    }
}

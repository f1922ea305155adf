package dev.vigil.schema.event;

/**
 * One wish of an owner: what to do with a match that meets every condition given; a condition that
 * is null asks nothing, one whose figure is not known is not met.
 *
 * @param territory ISO 3166 alpha-2; null or * means everywhere
 * @param matchMs least matched time of the work, of all matches in the rolling window
 * @param matchPct least share of the session so far; of live streams alone, as the length of an
 *     upload is not known while it is heard
 * @param refMs least stretch of the reference
 * @param refPct least share of the work's registered length
 */
public record MatchRule(
        @MayBeMissing String territory,
        @MayBeMissing Long matchMs,
        @MayBeMissing Double matchPct,
        @MayBeMissing Long refMs,
        @MayBeMissing Double refPct,
        @MayBeMissing Modality modality,
        Action action) {
    public MatchRule {
        Check.optionalTerritory("territory", territory);
        Check.optionalRange("matchMs", matchMs, 0, Long.MAX_VALUE);
        Check.optionalPercent("matchPct", matchPct);
        Check.optionalRange("refMs", refMs, 0, Long.MAX_VALUE);
        Check.optionalPercent("refPct", refPct);
        Check.present("action", action);
    }

    /** Whatever was matched, everywhere. */
    public static MatchRule always(Action action) {
        return new MatchRule(null, null, null, null, null, null, action);
    }

    /** True where the whole world is meant. */
    public boolean everywhere() {
        return territory == null || territory.equals("*");
    }
}

package dev.vigil.schema.usage;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/**
 * Who saw a session for a while: {@code session.audience}. Only the platform knows; what it does
 * not report is unknown, not 0. A second report of the same session, territory and {@code from}
 * replaces the first.
 */
@OnTopic
@InState
@InFlight
public record SessionAudience(
        @Described("The live stream or upload. It is the record's key.") String sessionId,
        @Described(
                        value = "Where they saw it; * is all that have no report of their own.",
                        unit = Unit.TERRITORY)
                String territory,
        @Described(value = "First moment of the report.", unit = Unit.EPOCH_MS) long from,
        @Described(
                        value =
                                "First moment behind it, at most a day later. Reports of a session"
                                        + " and a territory don't overlap.",
                        unit = Unit.EPOCH_MS)
                long to,
        @Described(value = "The most viewers at a time.", unit = Unit.COUNT) long viewers,
        @Described(
                        value =
                                "Time that they have watched, added up: at most viewers times length.",
                        unit = Unit.MS)
                long viewMs,
        @Described(
                        value =
                                "How often it was started. Missing where the platform does not count"
                                        + " that.",
                        unit = Unit.COUNT)
                @MayBeMissing
                Long plays) {
    /** A day in a zone with summer time has up to 25 hours. */
    public static final long MOST_MS = 25L * 3_600_000;

    /** More people than there are. */
    public static final long MOST_VIEWERS = 20_000_000_000L;

    public SessionAudience {
        Check.id("sessionId", sessionId);
        Check.present("territory", territory);
        Check.optionalTerritory("territory", territory);
        Check.timeMs("from", from);
        Check.timeMs("to", to);
        Check.span("to", from, to);
        Check.range("to", to, from + 1, from + MOST_MS);
        Check.range("viewers", viewers, 0, MOST_VIEWERS);
        Check.range("viewMs", viewMs, 0, Long.MAX_VALUE);
        Check.optionalRange("plays", plays, 0, MOST_VIEWERS);
    }

    /** False where more was watched than that many viewers can. */
    public boolean isPlausible() {
        return viewMs <= viewers * (to - from);
    }

    /** True where this replaces the other, or repeats it. */
    public boolean isOfSame(SessionAudience other) {
        return from == other.from && territory.equals(other.territory);
    }
}

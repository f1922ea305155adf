package dev.vigil.schema.usage;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * Figures of a row, or how they have changed. What is unknown has no part in a sum: {@code ...Of}
 * counts the sessions that it is known of, and 0 of them is unknown, not 0.
 *
 * @param firstAt capture of the first of it (UTC epoch ms); 0 for none
 * @param lastAt capture of the last of it; 0 for none
 */
@InState
@InFlight
@RecordBuilder
public record UsageAmount(
        long usedMs,
        long liveMs,
        long sessions,
        long firstAt,
        long lastAt,
        long audienceMs,
        long audienceOf,
        long viewMs,
        long viewMsOf,
        long viewers,
        long viewersOf,
        long plays,
        long playsOf)
        implements UsageAmountBuilder.With {
    public static final UsageAmount ZERO = UsageAmountBuilder.builder().build();

    /** Both together. */
    public UsageAmount plus(UsageAmount other) {
        return new UsageAmount(
                usedMs + other.usedMs,
                liveMs + other.liveMs,
                sessions + other.sessions,
                first(firstAt, other.firstAt),
                Math.max(lastAt, other.lastAt),
                audienceMs + other.audienceMs,
                audienceOf + other.audienceOf,
                viewMs + other.viewMs,
                viewMsOf + other.viewMsOf,
                viewers + other.viewers,
                viewersOf + other.viewersOf,
                plays + other.plays,
                playsOf + other.playsOf);
    }

    /** What has to be added to the other to have this; its first and last are those of this. */
    public UsageAmount minus(UsageAmount other) {
        return new UsageAmount(
                usedMs - other.usedMs,
                liveMs - other.liveMs,
                sessions - other.sessions,
                firstAt,
                lastAt,
                audienceMs - other.audienceMs,
                audienceOf - other.audienceOf,
                viewMs - other.viewMs,
                viewMsOf - other.viewMsOf,
                viewers - other.viewers,
                viewersOf - other.viewersOf,
                plays - other.plays,
                playsOf - other.playsOf);
    }

    private static long first(long one, long other) {
        return one == 0 ? other : other == 0 ? one : Math.min(one, other);
    }

    /** True where nothing is counted. */
    public boolean isZero() {
        return withFirstAt(0).withLastAt(0).equals(ZERO);
    }
}

package dev.vigil.schema.match;

import dev.vigil.schema.media.SessionEnd;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * What Align knows of an upload that ended.
 *
 * @param context null where no {@code started} was seen
 * @param profile id of the fingerprint profile
 * @param hours hours of references that were searched
 * @param matches how many matches the session had
 * @param matchIds of the matches that are closed, the newest of them
 * @param unanswered packets that not all shards answered
 * @param loading packets that a shard did not answer because it was still loading references
 * @param failed packets whose search failed
 */
@InState
@InFlight
public record SessionAnalysis(
        String sessionId,
        SessionStarted context,
        SessionEnd end,
        String profile,
        double hours,
        long matches,
        List<String> matchIds,
        long unanswered,
        long loading,
        long failed) {
    /** The start that distinguishes sessions of one id; 0 where it is unknown. */
    public static long startAt(SessionStarted context) {
        return context == null ? 0 : context.startAt();
    }

    public long startAt() {
        return startAt(context);
    }
}

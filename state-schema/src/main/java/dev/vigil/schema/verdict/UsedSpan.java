package dev.vigil.schema.verdict;

import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.types.InState;

/**
 * A stretch of a session that was the work.
 *
 * @param sessionId the session, in one life of its id: {@link OpenMatch#timeline}
 * @param fromMs from the session's first sample
 * @param captureStart when it began (UTC epoch ms); of an upload the same as its end
 */
@InState
public record UsedSpan(
        String matchId,
        String sessionId,
        long fromMs,
        long toMs,
        long captureStart,
        long captureEnd) {}

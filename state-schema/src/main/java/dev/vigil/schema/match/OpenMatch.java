package dev.vigil.schema.match;

import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;

/**
 * A match as Align last reported it; {@code evidence.open()} is false with the last report.
 *
 * @param life which use of the session's id it is of: positions count from its beginning
 */
@InState
@InFlight
public record OpenMatch(String sessionId, long life, SessionStarted context, Evidence evidence) {
    /** Of a session whose id is used once. */
    public OpenMatch(String sessionId, SessionStarted context, Evidence evidence) {
        this(sessionId, 0, context, evidence);
    }

    /** Names the time on which the positions of the evidence lie: the session, in this life. */
    public String timeline() {
        return timeline(sessionId, life);
    }

    /** The same for a session whose matches are to be named. */
    public static String timeline(String sessionId, long life) {
        return sessionId + "/" + Long.toString(life, Character.MAX_RADIX);
    }

    /** The same match with what was found out about its evidence. */
    public OpenMatch weighed(Evidence now) {
        return new OpenMatch(sessionId, life, context, now);
    }
}

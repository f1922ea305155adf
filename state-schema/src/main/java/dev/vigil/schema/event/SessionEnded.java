package dev.vigil.schema.event;

/**
 * A session ends in order; without it, a minute of silence closes the session.
 *
 * @param segments how many segments were sent
 */
public record SessionEnded(String sessionId, long endAt, long segments) {
    public SessionEnded {
        Check.id("sessionId", sessionId);
        Check.timeMs("endAt", endAt);
        Check.range("segments", segments, 0, Integer.MAX_VALUE);
    }
}

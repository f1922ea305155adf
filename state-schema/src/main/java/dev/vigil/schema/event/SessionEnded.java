package dev.vigil.schema.event;

/**
 * A session ends in order; without it, a minute of silence closes the session.
 *
 * @param segments how many segments were sent
 */
public record SessionEnded(
        @Described(
                        value = "Id of the session, as in its start",
                        example = "\"live-2026-1124-0042\"")
                String sessionId,
        @Described(
                        value = "When it ended, milliseconds since 1970-01-01 UTC",
                        example = "1795510800000")
                long endAt,
        @Described(
                        value = "Segments that were sent, so that missing ones are known",
                        example = "1800")
                long segments) {
    public SessionEnded {
        Check.id("sessionId", sessionId);
        Check.timeMs("endAt", endAt);
        Check.range("segments", segments, 0, Integer.MAX_VALUE);
    }
}

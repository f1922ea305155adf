package dev.vigil.schema.state;

/**
 * A match of a finished upload that a change may still concern; what is known of it stays with the
 * judge of its session.
 *
 * @param until when it is forgotten (processing time, UTC epoch ms)
 */
public record RecentUpload(
        String sessionId,
        String matchId,
        String accountId,
        String channelId,
        String organisationId,
        long until) {}

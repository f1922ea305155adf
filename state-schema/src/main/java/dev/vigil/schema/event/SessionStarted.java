package dev.vigil.schema.event;

import java.util.List;

/**
 * A live broadcast, an upload or a feed begins; travels ahead of its segments, under the same key.
 *
 * @param serviceTerritories where the platform shows the session; empty means everywhere
 * @param workId the work that a {@link SessionKind#FEED} carries; null otherwise
 */
public record SessionStarted(
        String sessionId,
        SessionKind kind,
        String accountId,
        @MayBeMissing String channelId,
        @MayBeMissing String organisationId,
        @MayBeMissing List<String> serviceTerritories,
        long startAt,
        @MayBeMissing String title,
        @MayBeMissing String workId) {
    public SessionStarted {
        Check.id("sessionId", sessionId);
        Check.present("kind", kind);
        Check.id("accountId", accountId);
        Check.optionalId("channelId", channelId);
        Check.optionalId("organisationId", organisationId);
        serviceTerritories = Check.territories("serviceTerritories", serviceTerritories);
        Check.timeMs("startAt", startAt);
        Check.optionalText("title", title, 500);
        Check.optionalId("workId", workId);
        if (kind == SessionKind.FEED) {
            Check.id("workId", workId);
        }
    }
}

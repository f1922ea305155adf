package dev.vigil.schema.event;

import java.util.List;

/**
 * A live broadcast, an upload or a feed begins; travels ahead of its segments, under the same key.
 *
 * @param serviceTerritories where the platform shows the session; empty means everywhere
 * @param workId the work that a {@link SessionKind#FEED} carries; null otherwise
 */
public record SessionStarted(
        @Described(
                        value =
                                "Id of the session and key of all its records: 1 to 200 letters,"
                                        + " digits or . _ : @ # = + -",
                        example = "\"live-2026-1124-0042\"")
                String sessionId,
        @Described(
                        value =
                                "LIVE on media.live, UPLOAD on media.uploads, FEED (a rights holder's"
                                        + " own signal) on media.feeds",
                        example = "\"LIVE\"")
                SessionKind kind,
        @Described(
                        value = "Who shows it, a pointer: authorizations are granted to this id",
                        example = "\"account-7781\"")
                String accountId,
        @Described(value = "Channel or room of the account", example = "\"room-42\"") @MayBeMissing
                String channelId,
        @Described(value = "Organisation that the account belongs to", example = "\"mcn-3\"")
                @MayBeMissing
                String organisationId,
        @Described(
                        value =
                                "Where the platform shows it, ISO 3166 alpha-2 codes; missing or"
                                        + " empty: everywhere",
                        example = "[\"CN\", \"HK\"]")
                @MayBeMissing
                List<String> serviceTerritories,
        @Described(
                        value =
                                "When it began, milliseconds since 1970-01-01 UTC; of an upload when"
                                        + " it arrived",
                        example = "1795507200000")
                long startAt,
        @Described(value = "Title, for people", example = "\"Late show\"") @MayBeMissing
                String title,
        @Described(value = "The work that a FEED carries; else missing", example = "\"final-2026\"")
                @MayBeMissing
                String workId) {
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

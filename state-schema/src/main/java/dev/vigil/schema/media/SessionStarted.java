package dev.vigil.schema.media;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * A live broadcast, an upload or a feed begins; travels ahead of its segments, under the same key.
 */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record SessionStarted(
        @Described(
                        "Id of the session and key of all its records, given by the platform: 1 to"
                                + " 200 letters, digits or . _ : @ # = + - and, beyond ASCII, any"
                                + " character but spaces, invisible ones and separate accents."
                                + " Other ids likewise.")
                String sessionId,
        @Described(
                        "LIVE on media.live, UPLOAD on media.uploads, FEED (a rights holder's own"
                                + " signal) on media.feeds.")
                SessionKind kind,
        @Described("Whose session it is, a pointer: authorizations are granted to this id.")
                String accountId,
        @Described("Channel or room of the account; an authorization may name it.") @MayBeMissing
                String channelId,
        @Described("Organisation that the account belongs to; an authorization may name it.")
                @MayBeMissing
                String organisationId,
        @Described(
                        value =
                                "Where the platform shows the session. Missing or empty means"
                                        + " everywhere.",
                        unit = Unit.TERRITORY)
                @MayBeMissing
                List<String> serviceTerritories,
        @Described(
                        value =
                                "When it began; of an upload when it arrived. It keeps two uses of"
                                        + " one id apart.",
                        unit = Unit.EPOCH_MS)
                long startAt,
        @Described("Title, for people.") @MayBeMissing String title,
        @Described("The work that a FEED carries. Not read of other kinds.") @MayBeMissing
                String workId)
        implements SessionStartedBuilder.With {
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

package dev.vigil.schema.media;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;

/** A session ends in order; without it, a minute of silence closes the session. */
@OnTopic
@InFlight
public record SessionEnded(
        @Described("Id of the session, as in its 'started'. It is the record's key.")
                String sessionId,
        @Described(value = "When it ended.", unit = Unit.EPOCH_MS) long endAt,
        @Described(
                        value =
                                "Segments that were sent, of sound and of pictures together, so that"
                                        + " missing ones are found.",
                        unit = Unit.COUNT)
                long segments) {
    public SessionEnded {
        Check.id("sessionId", sessionId);
        Check.timeMs("endAt", endAt);
        Check.range("segments", segments, 0, Integer.MAX_VALUE);
    }
}

package dev.vigil.schema.signal;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/** Where the recording of a signal is among the references. */
@OnTopic
@InState
@InFlight
public record PlacedSignal(
        @Described("The work that it is searched under.") String workId,
        @Described(value = "Digest of what the signal is about.", unit = Unit.SHA_256)
                String contentDigest,
        @Described(value = "Version of its records there.", unit = Unit.FROM_1) long version,
        @Described(value = "How many chunks of it are there.", unit = Unit.COUNT) int chunks) {}

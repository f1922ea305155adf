package dev.vigil.schema.signal;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/** Forged evidence of a notice, as a person has found it. */
@OnTopic
@InState
@InFlight
public record SignalAbuse(
        @Described("The organisation that sent the notice: its registered id, never a person.")
                String organisationId,
        @Described(value = "Digest of the forged document.", unit = Unit.SHA_256)
                String documentDigest) {
    public SignalAbuse {
        Check.id("organisationId", organisationId);
        Check.sha256("documentDigest", documentDigest);
    }
}

package dev.vigil.schema.reference;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;

/** A reference stopped blocking, or may again: {@code reference.health}; the last one counts. */
@OnTopic
@InFlight
public record ReferenceHealth(
        @Described(
                        "The work of the reference. With referenceId it is the record's key; its"
                                + " last record counts.")
                String workId,
        @Described("The reference, unique within its work.") String referenceId,
        @Described("Whether it may block without a person.") HealthState state,
        @Described("Why. Missing where it is on probation since it was registered.") @MayBeMissing
                HealthReason reason,
        @Described(value = "Sessions that it has blocked while on probation.", unit = Unit.COUNT)
                int blocked,
        @Described(
                        value =
                                "Sessions whose block was overturned since a person last confirmed"
                                        + " it.",
                        unit = Unit.COUNT)
                int overturned,
        @Described(value = "When that was found, by the wall clock.", unit = Unit.EPOCH_MS)
                long at) {}

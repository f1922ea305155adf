package dev.vigil.schema.notice;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import java.util.List;

/** The promise was broken: written once, never changed (see {@link BreachCorrection}). */
@OnTopic
@InState
@InFlight
public record BreachRecord(
        @Described("noticeId/generation/breach: one for each run of a notice's clock.")
                String breachId,
        @Described("The notice, by the id that the platform gave it. It is the record's key.")
                String noticeId,
        @Described(value = "Number of the run of the notice's clock.", unit = Unit.FROM_1)
                int generation,
        @Described("Who has sent the notice: a pointer, never personal data.") String notifier,
        @Described(value = "T0, from which the run counts.", unit = Unit.EPOCH_MS) long receivedAt,
        @Described(
                        value = "When the run was due. The grace of the clock does not move it.",
                        unit = Unit.EPOCH_MS)
                long dueAt,
        @Described("Items that were not done, by id, 100 at most.") List<String> itemsOpen,
        @Described(
                        "Why, as a stable code: NOT_DONE_WHEN_DUE, or DONE_LATE where it was done"
                                + " before the breach was found.")
                String causeCode,
        @Described(value = "Open items that are not listed. Missing means none.", unit = Unit.COUNT)
                @MayBeMissing
                Integer moreOpen,
        @Described("Which deadline the notice has.") @MayBeMissing ClockTrack track) {}

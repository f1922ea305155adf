package dev.vigil.schema.notifier;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/**
 * The standing of a notifier; the last record per notifier counts, and one is written only when the
 * standing changes. The counts are those of the rolling window (90 days) at that moment.
 */
@OnTopic
@InState
@InFlight
public record NotifierStanding(
        @Described(
                        "The notifier: a pointer, never personal data. It is the record's key; its"
                                + " last record counts.")
                String notifier,
        @Described(
                        "Level that follows from its notices of the last 90 days. No level stops a clock.")
                StandingLevel level,
        @Described(
                        "True while it sends more notices than people can look at. Each keeps its"
                                + " clock.")
                boolean flooding,
        @Described(value = "Notices in the last 90 days.", unit = Unit.COUNT) int received,
        @Described(value = "Of these, notices whose items were acted on.", unit = Unit.COUNT)
                int upheld,
        @Described(value = "Of these, notices that were manifestly unfounded.", unit = Unit.COUNT)
                int unfounded,
        @Described(value = "Of these, notices with forged evidence.", unit = Unit.COUNT) int forged,
        @Described(
                        value = "Of these, notices that were acted on and then undone.",
                        unit = Unit.COUNT)
                int overturned,
        @Described(value = "When the level began, in event time.", unit = Unit.EPOCH_MS) long since,
        @Described(
                        value = "When a restriction ends. Missing at any other level.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long until,
        @Described("Rule that set the level, as a stable code.") String reason,
        @Described(
                        value =
                                "When the warning in force was published; one goes out for each."
                                        + " Missing means none.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long warnedAt,
        @Described(
                        value =
                                "When forged evidence was last found. Missing means never, or that"
                                        + " the restriction for it is over.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long forgedAt,
        @Described(value = "When the standing changed, in event time.", unit = Unit.EPOCH_MS)
                long changedAt) {
    /** The reason of a standing that says only that the notifier was erased. */
    public static final String ERASED = "ERASED";

    public NotifierStanding {
        Check.id("notifier", notifier);
        Check.present("level", level);
    }

    public static NotifierStanding erased(NotifierErased request) {
        return new NotifierStanding(
                request.notifier(),
                StandingLevel.NORMAL,
                false,
                0,
                0,
                0,
                0,
                0,
                request.at(),
                null,
                ERASED,
                null,
                null,
                request.at());
    }

    /** True where nothing is known of the notifier but that it was erased. */
    public boolean wasErased() {
        return ERASED.equals(reason);
    }

    /** True where nothing is to be treated otherwise than for an unknown notifier. */
    public boolean plain() {
        return level == StandingLevel.NORMAL && !flooding;
    }
}

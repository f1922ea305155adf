package dev.vigil.schema.clock;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;

/**
 * Whether the clock of the notice or the ledger job can be trusted; of each key the last record
 * counts. One per start of the job, and one whenever the state changes.
 */
@OnTopic
@InFlight
public record ClockHealth(
        @Described(
                        "Whether the time of the clock moves: by the record's key notice-clock or"
                                + " ledger-clock. While it is STOPPED, nothing escalates, or no user"
                                + " is warned.")
                ClockMotion state,
        @Described(value = "Wall clock time from which the state holds.", unit = Unit.EPOCH_MS)
                long since,
        @Described(value = "Wall clock time at which that was found out.", unit = Unit.EPOCH_MS)
                long at,
        @Described(
                        value =
                                "Time up to which all that the job reads is known. Missing before"
                                        + " the first one.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long watermark,
        @Described(
                        value = "From watermark to at. Missing before the first watermark.",
                        unit = Unit.MS)
                @MayBeMissing
                Long lagMs,
        @Described(
                        "Why time does not move, for people. Missing where it moves or the reason"
                                + " is not known.")
                @MayBeMissing
                String reason,
        @Described("The same as a code with its values. Missing where reason is.") @MayBeMissing
                StopReason why) {
    /** The key of the notice job's clock. */
    public static final String NOTICE_CLOCK = "notice-clock";

    /** The key of the ledger job's clock. */
    public static final String LEDGER_CLOCK = "ledger-clock";

    /** Of a clock that runs, or that stands for no reason that is known. */
    public ClockHealth(ClockMotion state, long since, long at, Long watermark, Long lagMs) {
        this(state, since, at, watermark, lagMs, null, null);
    }

    public ClockHealth {
        Check.timeMs("since", since);
        Check.timeMs("at", at);
        Check.optionalText("reason", reason, 2_000);
    }
}

package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/** An offence as the ledger publishes it: offence.changed. The last record of a key counts. */
@OnTopic
@InFlight
@RecordBuilder
public record OffenceChanged(
        @Described("The offence, whole.") Offence offence,
        @Described("Where it is on its way.") OffenceState state,
        @Described(
                        "Grounds and references of it that have fallen, as list/ENTRY or "
                                + "reference/WORK/REFERENCE.")
                List<String> fallen,
        @Described(
                        "References of those that a person found wrong for this offence alone: they"
                                + " may be right for others.")
                List<String> overturned,
        @Described("Grounds of it that are disputed: appeal/ID, or notice/ID of a counter-notice.")
                List<String> disputed,
        @Described("Who waived it: a pointer, never a name.") @MayBeMissing String waivedBy,
        @Described(value = "When its state changed, in event time.", unit = Unit.EPOCH_MS)
                long changedAt)
        implements OffenceChangedBuilder.With {
    /** All that an offence may rest on: 32 grounds, and 64 references of them together. */
    public static final int MOST_FALLEN = 96;

    public OffenceChanged {
        Check.present("offence", offence);
        Check.present("state", state);
        fallen = Check.texts("fallen", fallen, MOST_FALLEN, 430);
        overturned = Check.texts("overturned", overturned, 64, 430);
        disputed = Check.texts("disputed", disputed, 64, 430);
        Check.optionalText("waivedBy", waivedBy, 200);
        Check.timeMs("changedAt", changedAt);
    }
}

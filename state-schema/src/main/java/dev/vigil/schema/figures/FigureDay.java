package dev.vigil.schema.figures;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import java.util.List;

/**
 * A day is over and its figures are counted: {@code figure.day}. A day without this record was not
 * seen at all.
 */
@OnTopic
@InFlight
public record FigureDay(
        @Described(
                        "Day as an ISO 8601 date, in the zone of the option usage.zone. It is the"
                                + " record's key.")
                String day,
        @Described(value = "First moment of the day.", unit = Unit.EPOCH_MS) long dayFrom,
        @Described(value = "First moment of the next day.", unit = Unit.EPOCH_MS) long dayTo,
        @Described(
                        "Figures that may lack a part of the day: what they follow from was no"
                                + " longer kept when the job read it. Empty where all was read.")
                List<FigureKind> unseen) {
    public FigureDay {
        Check.present("day", day);
        unseen = Check.list("unseen", unseen, 0, 200);
    }
}

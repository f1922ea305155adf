package dev.vigil.schema.notice;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/** What became known after a breach record; both stay. */
@OnTopic
@InState
@InFlight
public record BreachCorrection(
        @Described("The breach record that it corrects; both stay.") String breachId,
        @Described("The notice, by the id that the platform gave it.") String noticeId,
        @Described(value = "Number of the run of the notice's clock.", unit = Unit.FROM_1)
                int generation,
        @Described(value = "When the run was due.", unit = Unit.EPOCH_MS) long dueAt,
        @Described(value = "When the last item was done, by its proof.", unit = Unit.EPOCH_MS)
                long doneAt,
        @Described("True where that was in time: the promise was kept, but proved late.")
                boolean cleared) {}

package dev.vigil.schema.notice;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/** The clock of a notice has stopped: no alert of this generation follows. */
@OnTopic
@InFlight
@RecordBuilder
public record EscalationResolved(
        @Described(
                        "noticeId/generation/resolved: one for each run of the clock. It is the"
                                + " record's key.")
                String alertKey,
        @Described("The notice, by the id that the platform gave it.") String noticeId,
        @Described(value = "Number of the run of the notice's clock.", unit = Unit.FROM_1)
                int generation,
        @Described("State in which the run ended.") NoticeState outcome,
        @Described(
                        value =
                                "When the last item was done, by its proof, or the run was ended"
                                        + " otherwise.",
                        unit = Unit.EPOCH_MS)
                long stoppedAt,
        @Described(value = "When the run was due.", unit = Unit.EPOCH_MS) long dueAt,
        @Described("Levels that were reported, in order, the last 64.") List<String> firedLevels,
        @Described(
                        value = "Levels that were reported before them. Missing means none.",
                        unit = Unit.COUNT)
                @MayBeMissing
                Integer moreLevels,
        @Described("What machines route alerts by: the labels that all alerts of the run share.")
                @MayBeMissing
                AlertLabels labels,
        @Described("What people read, in the form of Alertmanager. They follow from the rest.")
                @MayBeMissing
                AlertAnnotations annotations)
        implements EscalationResolvedBuilder.With {
    /** The same as it goes out. */
    public EscalationResolved with(AlertLabels labels, AlertAnnotations annotations) {
        return with().labels(labels).annotations(annotations).build();
    }
}

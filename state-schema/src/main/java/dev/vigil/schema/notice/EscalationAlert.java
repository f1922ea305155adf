package dev.vigil.schema.notice;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * A level of the ladder has been reached. One body per key, whatever happens: the job reads what it
 * has published before it publishes again.
 */
@OnTopic
@InFlight
@RecordBuilder
public record EscalationAlert(
        @Described(
                        "noticeId/generation/level: one for each level that a run of the clock"
                                + " reaches. It is the record's key.")
                String alertKey,
        @Described("The notice, by the id that the platform gave it.") String noticeId,
        @Described(value = "Number of the run of the notice's clock.", unit = Unit.FROM_1)
                int generation,
        @Described(
                        "Level of the ladder: E0 to E8; E9.n is the n-th reminder of a breach, E4.n"
                                + " the n-th repeat of a level that was not acknowledged or not"
                                + " acted on.")
                String level,
        @Described("Severity of the level, as the rules of the clock name it.") String severity,
        @Described("Who has sent the notice: a pointer, never personal data.") String notifier,
        @Described(value = "T0, from which the run counts.", unit = Unit.EPOCH_MS) long receivedAt,
        @Described(value = "When the run is due.", unit = Unit.EPOCH_MS) long dueAt,
        @Described(
                        value = "Time of the level. An alert of a catch-up is published later.",
                        unit = Unit.EPOCH_MS)
                long firesAt,
        @Described(value = "From receivedAt to firesAt.", unit = Unit.MS) long elapsedMs,
        @Described(
                        value =
                                "From firesAt to dueAt; in a catch-up from the time that the clock"
                                        + " had reached. Negative once overdue.",
                        unit = Unit.MS)
                long remainingMs,
        @Described("Items that are not done, by id, 100 at most.") List<String> itemsOpen,
        @Described("Roles to inform, as the rules of the clock name them.") List<String> recipients,
        @Described(
                        value =
                                "When the acknowledgement is due. Missing where the level asks for"
                                        + " none.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long ackRequiredBy,
        @Described(
                        "True where the level had passed before the clock could report it, as after"
                                + " an outage.")
                boolean catchUp,
        @Described("Levels that passed before it and were not reported by themselves.")
                List<String> skippedLevels,
        @Described("Page with what to do, with the level as its anchor.") String runbook,
        @Described("Which deadline the notice has.") @MayBeMissing ClockTrack track,
        @Described(value = "Open items that are not listed. Missing means none.", unit = Unit.COUNT)
                @MayBeMissing
                Integer moreOpen,
        @Described(
                        "What machines route alerts by, in the form of Alertmanager. They follow"
                                + " from the rest.")
                @MayBeMissing
                AlertLabels labels,
        @Described("What people read, in the form of Alertmanager. They follow from the rest.")
                @MayBeMissing
                AlertAnnotations annotations)
        implements EscalationAlertBuilder.With {
    /**
     * When the clock published it: at its time, in a catch-up at the time that the clock had
     * reached.
     */
    public long toldAt() {
        return dueAt - remainingMs;
    }

    /** The same alert as it goes out; its runbook is the one that the annotations name. */
    public EscalationAlert with(AlertLabels labels, AlertAnnotations annotations) {
        return with().runbook(annotations.runbookUrl())
                .labels(labels)
                .annotations(annotations)
                .build();
    }
}

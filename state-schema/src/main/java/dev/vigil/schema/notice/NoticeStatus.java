package dev.vigil.schema.notice;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/** Where a notice stands; the last record per notice counts. */
@OnTopic
@InFlight
@RecordBuilder
public record NoticeStatus(
        @Described(
                        "The notice, by the id that the platform gave it. It is the record's key;"
                                + " its last record counts.")
                String noticeId,
        @Described(
                        value =
                                "Number of the run of the clock that is due next; of the last one"
                                        + " where none runs.",
                        unit = Unit.FROM_1)
                int generation,
        @Described("The notice's state in one word, for the public.") NoticeState state,
        @Described("True where a run of it was breached, also after it was done.") boolean overdue,
        @Described("Who has sent it: a pointer, never personal data.") String notifier,
        @Described(value = "T0 of that run.", unit = Unit.EPOCH_MS) long receivedAt,
        @Described(value = "When that run is due.", unit = Unit.EPOCH_MS) long dueAt,
        @Described(value = "Time of the notice clock at which this was so.", unit = Unit.EPOCH_MS)
                long asOf,
        @Described(value = "From asOf to dueAt. Negative once overdue.", unit = Unit.MS)
                long remainingMs,
        @Described(
                        "Level of the ladder that was reported last in that run. Missing before the"
                                + " first.")
                @MayBeMissing
                String lastLevel,
        @Described("Items that are not done, by id, 100 at most.") List<String> itemsOpen,
        @Described("Items that are done, by id, 100 at most.") List<String> itemsDone,
        @Described("Works of the notice that are on the list, by id, 100 at most.")
                List<String> listedWorks,
        @Described("Which deadline the notice has.") @MayBeMissing ClockTrack track,
        @Described("State of the intake: whether it counts as a notice.") @MayBeMissing
                IntakeState intake,
        @Described("State of the measures on its items.") @MayBeMissing ActionState action,
        @Described("State of its forwarding to the user.") @MayBeMissing ForwardState forward,
        @Described("State of the user's counter-notice.") @MayBeMissing CounterState counter,
        @Described("State of that run of the clock.") @MayBeMissing ClockState clock,
        @Described("What the law asks for and a supplement must bring.") @MayBeMissing
                List<Element> missing,
        @Described("Why triage decided so, in its words.") @MayBeMissing String reason,
        @Described("The notice of the same notifier that covers this one.") @MayBeMissing
                String duplicateOf,
        @Described(
                        value =
                                "When the notifier's time to complain or sue is over. Missing where"
                                        + " none runs.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long counterDueAt,
        @Described("Keys of alerts that a person has seen, the last ones of each run, 100 at most.")
                @MayBeMissing
                List<String> acknowledged,
        @Described(value = "Open items that are not listed. Missing means none.", unit = Unit.COUNT)
                @MayBeMissing
                Integer moreItemsOpen,
        @Described(
                        value = "Items that are done and not listed. Missing means none.",
                        unit = Unit.COUNT)
                @MayBeMissing
                Integer moreItemsDone,
        @Described(
                        value = "Works on the list that are not named. Missing means none.",
                        unit = Unit.COUNT)
                @MayBeMissing
                Integer moreListedWorks,
        @Described(
                        value = "Keys of alerts that are not named. Missing means none.",
                        unit = Unit.COUNT)
                @MayBeMissing
                Integer moreAcknowledged,
        @Described(value = "Runs of the clock so far, each with its own T0.", unit = Unit.COUNT)
                @MayBeMissing
                Integer clocks,
        @Described(
                        value =
                                "Items that a repeat or a supplement has added, with a run of their"
                                        + " own.",
                        unit = Unit.COUNT)
                @MayBeMissing
                Integer itemsJoined,
        @Described("What the notice waits for. Missing where nothing is left to do.") @MayBeMissing
                NextStep next,
        @Described(value = "When that is due. Missing where no time is set.", unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long nextBy)
        implements NoticeStatusBuilder.With {
    public NoticeStatus {
        missing = missing == null ? List.of() : missing;
        acknowledged = acknowledged == null ? List.of() : acknowledged;
    }
}

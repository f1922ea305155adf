package dev.vigil.desk.ask;

import dev.vigil.schema.notice.NextStep;
import dev.vigil.schema.notice.NoticeReceived;
import java.util.List;

/**
 * A notice in a list. Constants of enums are texts, as the store may be of a later version than the
 * desk; times are UTC epoch ms.
 *
 * @param generation null, as all that follows from a status, where the job has given none yet
 * @param state of {@code NoticeState}
 * @param clock of {@code ClockState}
 * @param level of the ladder that was reached last; null before the first
 * @param isLevelSeen a person has acknowledged that level
 * @param dueAt of the run that is due next
 * @param nextStep of {@code NextStep}; null where nothing is left to do
 * @param urgentAt the earlier of the step's time and the clock's; null where none is set
 * @param isForOthers what is next is not for the platform to do
 * @param standing of {@code StandingLevel}; null where nothing is known of the notifier
 * @param claimedBy who looks after it, as a pointer; null for no person
 * @param works the first three that the notice names
 * @param moreWorks how many others it names
 */
public record QueueRow(
        String noticeId,
        Long generation,
        String state,
        boolean isOver,
        boolean isOverdue,
        String track,
        String clock,
        String level,
        boolean isLevelSeen,
        Long receivedAt,
        Long dueAt,
        Long asOf,
        String nextStep,
        Long nextBy,
        Long urgentAt,
        boolean isForOthers,
        Long itemsOpen,
        Long itemsDone,
        String notifier,
        String standing,
        boolean isFlooding,
        String directive,
        String claimedBy,
        List<NamedWork> works,
        long moreWorks) {
    /** Works that a row names. */
    static final int SHOWN_WORKS = 3;

    /**
     * A work as a notice names it.
     *
     * @param workId null where it is not in the register
     */
    public record NamedWork(String name, String workId) {}

    /** Its time is over, and something is left for the platform to do. */
    public boolean isLate(long nowMs) {
        return !isOver && !isForOthers && urgentAt != null && urgentAt < nowMs;
    }

    /** What is next is done at each of its items. */
    public boolean isItemsNext() {
        return NextStep.ACT.name().equals(nextStep) || NextStep.RESTORE.name().equals(nextStep);
    }

    /** The same as another record of its receipt has it. */
    QueueRow received(NoticeReceived it) {
        List<NamedWork> named =
                it.works().stream()
                        .limit(SHOWN_WORKS)
                        .map(work -> new NamedWork(work.name(), work.workId()))
                        .toList();
        boolean isSame = it.notifier().equals(notifier);
        return new QueueRow(
                noticeId,
                generation,
                state,
                isOver,
                isOverdue,
                track,
                clock,
                level,
                isLevelSeen,
                it.receivedAt(),
                dueAt,
                asOf,
                nextStep,
                nextBy,
                urgentAt,
                isForOthers,
                itemsOpen,
                itemsDone,
                it.notifier(),
                isSame ? standing : null,
                isSame && isFlooding,
                it.directive() == null ? null : it.directive().kind().name(),
                claimedBy,
                named,
                it.works().size() - named.size());
    }

    QueueRow with(List<NamedWork> named, long more) {
        return new QueueRow(
                noticeId,
                generation,
                state,
                isOver,
                isOverdue,
                track,
                clock,
                level,
                isLevelSeen,
                receivedAt,
                dueAt,
                asOf,
                nextStep,
                nextBy,
                urgentAt,
                isForOthers,
                itemsOpen,
                itemsDone,
                notifier,
                standing,
                isFlooding,
                directive,
                claimedBy,
                List.copyOf(named),
                more);
    }
}

package dev.vigil.client.notice;

import dev.vigil.client.text.Counted;
import dev.vigil.client.text.Times;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.NextStep;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatus;
import java.util.Comparator;

/**
 * What a list shows of a notice; a hundred times smaller than its status may be.
 *
 * @param over nothing is left to do about it
 * @param overdue a run of its clock was breached, also after it was done
 * @param step null where nothing is left to do
 * @param byMs when that is due, UTC epoch ms; null where no time is set
 * @param dueMs when a clock that runs is due; null where none does
 * @param lacks what a supplement must bring, else empty
 * @param track empty where it has none
 * @param level of the ladder that was reported last, else empty
 */
public record ListedNotice(
        String noticeId,
        NoticeState state,
        boolean over,
        boolean overdue,
        NextStep step,
        Long byMs,
        Long dueMs,
        int itemsOpen,
        String lacks,
        String notifier,
        String track,
        String level) {

    /** Ours before what others must do; of both the earliest first; the rest by name. */
    public static final Comparator<ListedNotice> BY_URGENCY =
            Comparator.comparing(ListedNotice::waitsForOthers)
                    .thenComparing(
                            ListedNotice::urgentMs, Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(ListedNotice::noticeId);

    public static ListedNotice of(NoticeStatus status) {
        boolean over = NoticeWords.isOver(status);
        Long dueMs = !over && runs(status.clock()) ? status.dueAt() : null;
        // A record of a release that did not name the step: what the clock waits for.
        boolean unnamed = status.next() == null && dueMs != null;
        return new ListedNotice(
                status.noticeId(),
                status.state(),
                over,
                status.overdue(),
                unnamed ? NextStep.ACT : over ? null : status.next(),
                unnamed ? dueMs : over ? null : status.nextBy(),
                dueMs,
                status.itemsOpen().size() + NoticeWords.more(status.moreItemsOpen()),
                NoticeWords.names(status.missing()),
                status.notifier(),
                NoticeWords.track(status),
                status.lastLevel() == null ? "" : status.lastLevel());
    }

    private static boolean runs(ClockState clock) {
        return clock == null || clock == ClockState.RUNNING || clock == ClockState.BREACHED;
    }

    /** The notifier, the user, an authority or a court is next, and no clock runs meanwhile. */
    public boolean waitsForOthers() {
        if (step == null || dueMs != null) {
            return dueMs == null;
        }
        return switch (step) {
            case TRIAGE, ACT, FORWARD_COUNTER_NOTICE, RESTORE -> false;
            case SUPPLEMENT, RESUME, COMPLETE_COUNTER_NOTICE, PROCEEDING, DECISION -> true;
        };
    }

    /** The earlier of its step's time and its clock's; null where no time is set. */
    public Long urgentMs() {
        return byMs == null || dueMs == null
                ? (byMs == null ? dueMs : byMs)
                : Long.valueOf(Math.min(byMs, dueMs));
    }

    /** {@code act on 2 items by 14:05 (in 3 h 10 min)}; empty where nothing is left to do. */
    public String next(long nowMs) {
        if (step == null) {
            return "";
        }
        if (byMs == null) {
            return what();
        }
        return byMs < nowMs
                ? what() + ", was due " + dueWords(nowMs)
                : what() + " by " + dueWords(nowMs);
    }

    private String dueWords(long nowMs) {
        String left = Times.about(byMs - nowMs);
        return Times.within(byMs, nowMs)
                + (byMs < nowMs ? " (" + left + " overdue)" : " (in " + left + ")");
    }

    private String what() {
        return switch (step) {
            case ACT -> "act on " + Counted.of(itemsOpen, "item");
            case SUPPLEMENT -> NoticeWords.step(step) + (lacks.isEmpty() ? "" : ", lacks " + lacks);
            default -> NoticeWords.step(step);
        };
    }

    /** What has become of it, in one line that stays true as time passes. */
    public String news() {
        String due = byMs == null ? "" : " by " + Times.clock(byMs);
        return noticeId
                + ": "
                + state
                + (level.isEmpty() ? "" : ", " + level)
                + (step == null ? "; nothing is left to do" : "; " + what() + due);
    }
}

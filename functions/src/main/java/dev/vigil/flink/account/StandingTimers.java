package dev.vigil.flink.account;

import dev.vigil.schema.account.AccountBook;
import org.apache.flink.streaming.api.TimerService;

/**
 * The two event-time timers of an account, whose times are in its book. What ends is mostly far
 * away: a fold leaves that timer where it is, as to set it again costs as much as to read the
 * account.
 */
final class StandingTimers {
    private StandingTimers() {}

    /** Folded with the next watermark, whatever else is due. */
    static AccountBook soon(AccountBook book, TimerService timers) {
        long atMs = timers.currentWatermark() + 1;
        boolean isDue = isBy(book.foldAt(), atMs) || isBy(book.timerAt(), atMs);
        return isDue ? book : set(book, null, atMs, book.timerAt(), timers);
    }

    private static boolean isBy(Long timerMs, long atMs) {
        return timerMs != null && timerMs <= atMs;
    }

    /** A strike was read back: where none is missing no fold has to look for them. */
    static AccountBook returned(AccountBook book, TimerService timers) {
        boolean isOfFacts = isBy(book.foldAt(), timers.currentWatermark() + 1);
        return isOfFacts || !book.unread().isEmpty()
                ? book
                : set(book, null, null, book.timerAt(), timers);
    }

    /**
     * After a fold.
     *
     * @param firedMs the timer that it was done by
     * @param foldAt when it is done again for its own sake; null for never
     * @param timerAt when something ends; null for never
     */
    static AccountBook folded(
            AccountBook book, long firedMs, Long foldAt, Long timerAt, TimerService timers) {
        return set(book, firedMs, foldAt, timerAt, timers);
    }

    /** A fold failed: it is done again, whatever is read back until then. */
    static AccountBook failed(AccountBook book, long firedMs, long againAt, TimerService timers) {
        return set(book, firedMs, null, againAt, timers);
    }

    /** One that both have is one timer. */
    private static AccountBook set(
            AccountBook book, Long firedMs, Long foldAt, Long timerAt, TimerService timers) {
        delete(book.foldAt(), firedMs, foldAt, timerAt, timers);
        delete(book.timerAt(), firedMs, foldAt, timerAt, timers);
        register(foldAt, book, timers);
        register(timerAt, book, timers);
        return book.with().foldAt(foldAt).timerAt(timerAt).build();
    }

    private static void delete(
            Long knownMs, Long firedMs, Long foldAt, Long timerAt, TimerService timers) {
        boolean isLeft = knownMs != null && !knownMs.equals(firedMs);
        if (isLeft && !knownMs.equals(foldAt) && !knownMs.equals(timerAt)) {
            timers.deleteEventTimeTimer(knownMs);
        }
    }

    /** None that has fired is set again: what is due was done in its fold. */
    private static void register(Long atMs, AccountBook book, TimerService timers) {
        if (atMs != null && !atMs.equals(book.foldAt()) && !atMs.equals(book.timerAt())) {
            timers.registerEventTimeTimer(atMs);
        }
    }
}

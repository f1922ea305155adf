package dev.vigil.cli.notice;

import dev.vigil.cli.text.Screen;
import dev.vigil.cli.text.Terminal;
import dev.vigil.client.bus.Event;
import dev.vigil.client.notice.ListedNotice;
import dev.vigil.client.notice.NoticeBoard;
import dev.vigil.client.text.Times;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Follows the notices: a terminal is drawn anew, anything else gets what changes, in lines. */
final class NoticeWatch implements Predicate<Event> {
    static final long EVERY_MS = Duration.ofSeconds(2).toMillis();

    private final NoticeBoard board;
    private final Screen screen;
    private final PrintWriter out;
    private final LongSupplier clock;
    private boolean caughtUp;
    private Long drawnMs;

    /**
     * Of a topic from its start.
     *
     * @param clock UTC epoch ms
     */
    NoticeWatch(NoticeBoard board, Screen screen, PrintWriter out, LongSupplier clock) {
        this.board = board;
        this.screen = screen;
        this.out = out;
        this.clock = clock;
    }

    /** Takes an event; null where all that was there has been read and nothing has come. */
    @Override
    public boolean test(Event event) {
        caughtUp |= event == null;
        Optional<ListedNotice> change = event == null ? Optional.empty() : board.take(event);
        if (caughtUp) {
            show(change);
        }
        return true;
    }

    private void show(Optional<ListedNotice> change) {
        long nowMs = clock.getAsLong();
        if (!screen.terminal()) {
            change.ifPresent(
                    news -> out.println(Times.clock(nowMs) + " " + Terminal.line(news.news())));
            out.flush();
        } else if (drawnMs == null || nowMs - drawnMs >= EVERY_MS) {
            drawnMs = nowMs;
            NoticeTable table = new NoticeTable(screen, board.rows(), nowMs);
            Terminal.redraw(out, table.lines(screen.lines() - 1));
        }
    }
}

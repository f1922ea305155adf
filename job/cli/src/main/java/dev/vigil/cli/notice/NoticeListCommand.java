package dev.vigil.cli.notice;

import dev.vigil.cli.option.Connection;
import dev.vigil.cli.text.AsCalled;
import dev.vigil.cli.text.Screen;
import dev.vigil.cli.text.Terminal;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.notice.NoticeBoard;
import dev.vigil.client.notice.NoticeWords;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Notices and what each waits for, the most urgent first. */
@Command(
        name = "list",
        description = {
            "List notices with the next step of each and by when, the most urgent first.",
            "What you must do is before what others must do. Of notices that are over the last"
                    + " 1,000",
            "are shown; vigil notice show has every one. It fits COLUMNS, 100 where that is not"
                    + " set, and",
            "has colours on a terminal unless NO_COLOR is set."
        },
        footer = {
            "",
            "Examples:",
            "  vigil notice list --open --track LIVE",
            "  vigil notice list --open --watch                 (redrawn every 2 s until Ctrl-C)",
            "  vigil notice list --open --watch | tee -a log    (a line for each change)"
        })
public final class NoticeListCommand extends Verb {
    @Mixin private Connection connection;

    @Option(names = "--open", description = "only notices with something left to do")
    private boolean open;

    @Option(names = "--overdue", description = "only those that are or were overdue")
    private boolean overdue;

    @Option(names = "--notifier", description = "only those of this notifier")
    private String notifier;

    @Option(names = "--track", description = "only those on it: ${COMPLETION-CANDIDATES}")
    private ClockTrack track;

    @Option(
            names = "--watch",
            description = {
                "follow them until Ctrl-C: a terminal is redrawn, to anything else each change is",
                "written as a line"
            })
    private boolean watch;

    @Override
    Connection connection() {
        return connection;
    }

    @Override
    public Integer call() throws IOException {
        NoticeBoard board = new NoticeBoard(this::isWanted);
        Screen screen = Screen.here();
        try (Bus bus = bus()) {
            if (watch) {
                bus.follow(
                        List.of(Topic.NOTICE_STATUS),
                        true,
                        new NoticeWatch(board, screen, out(), System::currentTimeMillis));
            } else {
                bus.each(Topic.NOTICE_STATUS, board::take);
                show(board, screen);
            }
        }
        return 0;
    }

    private void show(NoticeBoard board, Screen screen) {
        if (board.rows().isEmpty()) {
            say(
                    !board.any()
                            ? AsCalled.of("No notices yet; file one with vigil notice file.")
                            : open ? "No such notice is open." : "No notice is like that.");
            return;
        }
        PrintWriter out = out();
        new NoticeTable(screen, board.rows(), System.currentTimeMillis())
                .lines()
                .forEach(
                        line -> {
                            Terminal.print(out, line);
                            out.println();
                        });
        if (board.leftOut()) {
            out.println("... and older ones that are over");
        }
        out.flush();
    }

    private boolean isWanted(NoticeStatus status) {
        return (!open || !NoticeWords.isOver(status))
                && (!overdue || status.overdue())
                && (notifier == null || notifier.equals(status.notifier()))
                && (track == null || track == status.track());
    }
}

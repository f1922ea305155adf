package dev.vigil.cli.notice;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.notice.NoticeWords;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** All notices, the most urgent first. */
@Command(
        name = "list",
        description = "List notices, the most urgent first.",
        footer = {"", "Example:", "  vigil notice list --open --track LIVE"})
public final class NoticeListCommand extends Verb {
    @Option(names = "--open", description = "only those that something is left to do about")
    private boolean open;

    @Option(names = "--overdue", description = "only those that are or were overdue")
    private boolean overdue;

    @Option(names = "--notifier", description = "only those of this notifier")
    private String notifier;

    @Option(names = "--track", description = "only those on it: ${COMPLETION-CANDIDATES}")
    private ClockTrack track;

    @Override
    public Integer call() throws IOException {
        List<NoticeStatus> statuses = new ArrayList<>();
        try (Bus bus = bus()) {
            statuses.addAll(bus.latest(Topic.NOTICE_STATUS, NoticeStatus.class).values());
        }
        List<NoticeStatus> chosen = choose(statuses);
        if (chosen.isEmpty()) {
            say(
                    statuses.isEmpty()
                            ? "No notices yet; file one with vigil notice file."
                            : "None of " + statuses.size() + " notices is like that.");
        } else {
            say(Table.of(chosen, System.currentTimeMillis()));
        }
        return 0;
    }

    private List<NoticeStatus> choose(List<NoticeStatus> statuses) {
        return statuses.stream()
                .filter(status -> !open || !NoticeWords.isOver(status))
                .filter(status -> !overdue || status.overdue())
                .filter(status -> notifier == null || notifier.equals(status.notifier()))
                .filter(status -> track == null || track == status.track())
                .sorted(
                        Comparator.comparingInt(NoticeListCommand::urgency)
                                .thenComparingLong(NoticeStatus::dueAt)
                                .thenComparing(NoticeStatus::noticeId))
                .toList();
    }

    /** A clock that runs, something else that waits, the rest. */
    private static int urgency(NoticeStatus status) {
        if (NoticeWords.isOver(status)) {
            return 2;
        }
        boolean runs =
                status.clock() == ClockState.RUNNING || status.clock() == ClockState.BREACHED;
        return runs ? 0 : 1;
    }
}

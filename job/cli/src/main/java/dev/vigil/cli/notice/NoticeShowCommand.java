package dev.vigil.cli.notice;

import dev.vigil.cli.option.Connection;
import dev.vigil.cli.text.Tables;
import dev.vigil.client.act.NoticeActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.notice.History;
import dev.vigil.client.notice.NoticeWords;
import dev.vigil.client.notice.Register;
import dev.vigil.schema.notice.NoticeStatus;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Everything about one notice. */
@Command(
        name = "show",
        description = {
            "Show everything about one notice.",
            "Its five regions, its clocks with deadlines and alerts, its items, and what has"
                    + " happened so far."
        },
        footer = {"", "Example:", "  vigil notice show n-2"})
public final class NoticeShowCommand extends Verb {
    @Mixin private Connection connection;

    @Parameters(paramLabel = "NOTICE", description = "id of the notice")
    private String noticeId;

    @Override
    Connection connection() {
        return connection;
    }

    @Override
    public Integer call() throws IOException {
        try (Bus bus = bus()) {
            NoticeStatus status = Register.status(bus, noticeId);
            if (status == null) {
                NoticeActs.requireFiled(new TopicFacts(bus), noticeId);
                throw new IOException(
                        "NOTICE: expected one that the notice job has seen, got '"
                                + noticeId
                                + "', which was filed only; does the job run? See vigil doctor");
            }
            show(status, History.read(bus, noticeId), System.currentTimeMillis());
        }
        return 0;
    }

    private void show(NoticeStatus status, History history, long nowMs) {
        say(
                NoticeWords.status(status, nowMs)
                        + (NoticeWords.wasOverdue(status) ? " (was overdue)" : ""));
        say("");
        row("notifier", status.notifier());
        row("track", NoticeWords.track(status));
        row("intake", status.intake() + reason(status));
        row("action", status.action());
        row("forward", status.forward());
        row("counter", NoticeWords.counter(status));
        row("clock", status.clock());
        row("next", NoticeWords.next(status, nowMs));
        if (!status.missing().isEmpty()) {
            row("lacks", NoticeWords.names(status.missing()));
        }
        if (!status.listedWorks().isEmpty()) {
            row("listed works", NoticeWords.names(status.listedWorks()));
        }
        say("");
        say("Items");
        status.itemsOpen().forEach(item -> say("  open  " + item + history.locator(item)));
        more("open", status.moreItemsOpen());
        status.itemsDone().forEach(item -> say("  done  " + item + history.locator(item)));
        more("done", status.moreItemsDone());
        history.others(status).forEach(item -> say("  covered by another notice  " + item));
        say("");
        say("Clocks");
        say(clocks(history.clocks(status, nowMs)));
        say("");
        say("History");
        history.lines().forEach(line -> say("  " + line));
    }

    private void more(String what, Integer notListed) {
        if (NoticeWords.more(notListed) > 0) {
            say("  " + what + "  and " + notListed + " more");
        }
    }

    private void row(String name, Object value) {
        say(String.format(Locale.ROOT, "%-13s %s", name, value == null ? "" : value));
    }

    private static String reason(NoticeStatus status) {
        String of = status.duplicateOf() == null ? "" : " of " + status.duplicateOf();
        return of + (status.reason() == null ? "" : ": " + status.reason());
    }

    private static String clocks(List<History.ClockRow> rows) {
        return Tables.of(
                rows,
                List.of(
                        Tables.left("clock").with(row -> Integer.toString(row.generation())),
                        Tables.left("from").with(History.ClockRow::from),
                        Tables.left("due").with(History.ClockRow::due),
                        Tables.left("left").with(History.ClockRow::left),
                        Tables.left("alerts, * acknowledged").with(History.ClockRow::alerts),
                        Tables.left("end").with(History.ClockRow::end)));
    }
}

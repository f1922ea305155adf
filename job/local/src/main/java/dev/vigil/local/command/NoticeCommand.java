package dev.vigil.local.command;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import dev.vigil.local.bus.Bus;
import dev.vigil.local.bus.Event;
import dev.vigil.schema.event.ActionConfirmed;
import dev.vigil.schema.event.AlertAcknowledged;
import dev.vigil.schema.event.Measure;
import dev.vigil.schema.event.NoticeItem;
import dev.vigil.schema.event.NoticeReceived;
import dev.vigil.schema.event.NoticeStatus;
import dev.vigil.schema.event.NoticeWithdrawn;
import dev.vigil.schema.event.NoticeWork;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takedown notices and their 24 hours. */
@Command(
        name = "notice",
        description = "Takedown notices: file, confirm, ack, withdraw, show, heartbeat.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "file|confirm|ack|withdraw|show|heartbeat",
        subcommands = HeartbeatCommand.class,
        footer = {
            "",
            "Example:",
            "  vigil notice file n-1 --notifier studio --item room-77 --work 'The Film=the-film'",
            "  vigil notice confirm room-77",
            "  vigil notice show"
        })
final class NoticeCommand {
    /** What the notice job refuses as lying ahead. */
    private static final long MAX_AHEAD_MS = 5 * 60_000;

    @Spec private CommandSpec spec;

    @Command(
            name = "file",
            description = "File a notice; its 24 hours run from --received.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  vigil notice file n-2 --notifier studio --item clip-5 --received 23h59m40s"
            })
    int file(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NOTICE", description = "id of the notice") String noticeId,
            @Option(names = "--notifier", required = true, description = "who notifies")
                    String notifier,
            @Option(
                            names = "--item",
                            required = true,
                            split = ",",
                            paramLabel = "ID[=URL]",
                            description = "what is to be removed")
                    List<String> items,
            @Option(names = "--work", paramLabel = "NAME[=ID]", description = "what is infringed")
                    List<String> works,
            @Option(
                            names = "--received",
                            converter = Times.Moment.class,
                            paramLabel = "TIME|AGO",
                            description = "stamp of the intake (default: now)")
                    Instant received,
            @Option(names = "--statement", description = "the notifier's statement")
                    String statement)
            throws IOException {
        long receivedAt = received == null ? System.currentTimeMillis() : received.toEpochMilli();
        NoticeReceived notice =
                new NoticeReceived(
                        noticeId,
                        "command",
                        receivedAt,
                        notifier,
                        works == null
                                ? List.of()
                                : works.stream()
                                        .map(work -> new NoticeWork(name(work), value(work)))
                                        .toList(),
                        items.stream()
                                .map(item -> new NoticeItem(name(item), value(item)))
                                .toList(),
                        statement);
        if (receivedAt > System.currentTimeMillis() + MAX_AHEAD_MS) {
            throw new IllegalArgumentException(
                    "--received: expected a time that is past, came "
                            + received
                            + "; a stamp that lies ahead is refused");
        }
        try (Bus bus = connection.bus()) {
            if (known(bus).containsKey(noticeId)) {
                throw new IOException(
                        "notice file: expected a new id, came '"
                                + noticeId
                                + "', which was filed before; see vigil notice show "
                                + noticeId);
            }
            bus.send(Topic.NOTICES, EventType.NOTICE_RECEIVED, noticeId, receivedAt, notice);
        }
        say(
                noticeId
                        + ": filed, due "
                        + Times.clock(receivedAt + java.time.Duration.ofHours(24).toMillis()));
        return 0;
    }

    /** Every notice that was filed, by id. */
    private static Map<String, NoticeReceived> known(Bus bus) throws IOException {
        Map<String, NoticeReceived> known = new HashMap<>();
        for (Event event : bus.all(Topic.NOTICES)) {
            if (event.is(NoticeReceived.class)) {
                known.put(event.key(), event.as(NoticeReceived.class));
            }
        }
        return known;
    }

    private static void require(Bus bus, String noticeId) throws IOException {
        if (!known(bus).containsKey(noticeId)) {
            throw new IOException(
                    "notice: expected the id of a filed notice, came '"
                            + noticeId
                            + "'; see vigil notice show");
        }
    }

    private static String name(String pair) {
        int at = pair.indexOf('=');
        return at < 0 ? pair : pair.substring(0, at);
    }

    private static String value(String pair) {
        int at = pair.indexOf('=');
        return at < 0 ? null : pair.substring(at + 1);
    }

    @Command(
            name = "confirm",
            description = "Confirm that a measure on an item took effect.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  vigil notice confirm clip-5 --measure DELETE"})
    int confirm(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ITEM", description = "id of the item") String itemId,
            @Option(
                            names = "--measure",
                            defaultValue = "DELETE",
                            description = "of ${COMPLETION-CANDIDATES} (default: DELETE)")
                    Measure measure,
            @Option(
                            names = "--effective",
                            converter = Times.Moment.class,
                            paramLabel = "TIME|AGO",
                            description = "when it took effect (default: now)")
                    Instant effective)
            throws IOException {
        long now = System.currentTimeMillis();
        long effectiveAt = effective == null ? now : effective.toEpochMilli();
        ActionConfirmed confirmed =
                new ActionConfirmed(
                        UUID.randomUUID().toString(), itemId, measure, effectiveAt, null, null);
        try (Bus bus = connection.bus()) {
            boolean named =
                    known(bus).values().stream()
                            .flatMap(notice -> notice.items().stream())
                            .anyMatch(item -> item.itemId().equals(itemId));
            if (!named) {
                throw new IOException(
                        "notice confirm: expected an item of a notice, came '"
                                + itemId
                                + "'; see vigil notice show");
            }
            bus.send(Topic.CONFIRMATIONS, EventType.ACTION_CONFIRMED, itemId, now, confirmed);
        }
        say(itemId + ": " + measure + " confirmed, effective " + Times.clock(effectiveAt));
        return 0;
    }

    @Command(
            name = "ack",
            description = "Acknowledge an alert; the next level still comes.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  vigil notice ack n-2/1/E4 --by wang"})
    int ack(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ALERT", description = "key of the alert, notice/1/E4")
                    String alertKey,
            @Option(names = "--by", required = true, description = "who has seen it") String actor,
            @Option(names = "--note", description = "what is being done") String note)
            throws IOException {
        int end = alertKey.indexOf('/');
        if (end < 1) {
            throw new IOException(
                    "ALERT: expected an alert key such as n-2/1/E4, came '"
                            + alertKey
                            + "'; see vigil watch escalations");
        }
        String noticeId = alertKey.substring(0, end);
        long now = System.currentTimeMillis();
        try (Bus bus = connection.bus()) {
            require(bus, noticeId);
            bus.send(
                    Topic.ACKS,
                    EventType.ALERT_ACKNOWLEDGED,
                    noticeId,
                    now,
                    new AlertAcknowledged(noticeId, alertKey, actor, now, note));
        }
        say(alertKey + ": acknowledged by " + actor);
        return 0;
    }

    @Command(
            name = "withdraw",
            description = "Withdraw a notice: its clock stops.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  vigil notice withdraw n-2 --reason 'sent in error'"})
    int withdraw(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NOTICE", description = "id of the notice") String noticeId,
            @Option(names = "--reason", description = "why") String reason)
            throws IOException {
        long now = System.currentTimeMillis();
        try (Bus bus = connection.bus()) {
            require(bus, noticeId);
            bus.send(
                    Topic.NOTICES,
                    EventType.NOTICE_WITHDRAWN,
                    noticeId,
                    now,
                    new NoticeWithdrawn(noticeId, now, reason));
        }
        say(noticeId + ": withdrawn");
        return 0;
    }

    @Command(
            name = "show",
            description = "Show where notices stand, the most urgent first.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  vigil notice show n-2"})
    int show(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NOTICE", arity = "0..1", description = "only this one")
                    String noticeId)
            throws IOException {
        List<NoticeStatus> statuses = new ArrayList<>();
        try (Bus bus = connection.bus()) {
            for (Event event : bus.latest(Topic.NOTICE_STATUS).values()) {
                NoticeStatus status = event.as(NoticeStatus.class);
                if (noticeId == null || noticeId.equals(status.noticeId())) {
                    statuses.add(status);
                }
            }
        }
        if (statuses.isEmpty()) {
            say(
                    noticeId == null
                            ? "No notices yet; file one with vigil notice file."
                            : "No notice '" + noticeId + "' has been seen by the notice job.");
            return noticeId == null ? 0 : 1;
        }
        statuses.sort(Comparator.comparingLong(NoticeStatus::dueAt));
        say(table(statuses));
        return 0;
    }

    private static String table(List<NoticeStatus> statuses) {
        long now = System.currentTimeMillis();
        return AsciiTable.getTable(
                statuses,
                List.of(
                        left("notice").with(NoticeStatus::noticeId),
                        left("state").with(s -> s.state().name()),
                        left("notifier").with(NoticeStatus::notifier),
                        left("received").with(s -> Times.clock(s.receivedAt())),
                        left("due").with(s -> Times.clock(s.dueAt())),
                        new Column()
                                .header("left")
                                .with(s -> isOver(s) ? "" : Times.left(s.dueAt() - now)),
                        left("level").with(s -> s.lastLevel() == null ? "" : s.lastLevel()),
                        left("open").with(s -> String.join(", ", s.itemsOpen())),
                        left("done").with(s -> String.join(", ", s.itemsDone()))));
    }

    private static boolean isOver(NoticeStatus status) {
        return switch (status.state()) {
            case RECEIVED, INCOMPLETE, VALID, FORWARDED, PARTIAL, OVERDUE -> false;
            default -> true;
        };
    }

    private static Column left(String header) {
        return new Column().header(header).dataAlign(HorizontalAlign.LEFT);
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}

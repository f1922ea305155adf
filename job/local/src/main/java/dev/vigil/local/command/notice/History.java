package dev.vigil.local.command.notice;

import dev.vigil.local.bus.Bus;
import dev.vigil.local.bus.Event;
import dev.vigil.local.command.Times;
import dev.vigil.schema.event.BreachCorrection;
import dev.vigil.schema.event.BreachRecord;
import dev.vigil.schema.event.DeadLetter;
import dev.vigil.schema.event.EscalationAlert;
import dev.vigil.schema.event.EscalationResolved;
import dev.vigil.schema.event.NoticeCommand;
import dev.vigil.schema.event.NoticeItem;
import dev.vigil.schema.event.NoticeReceived;
import dev.vigil.schema.event.NoticeStatus;
import dev.vigil.schema.event.NoticeSupplemented;
import dev.vigil.schema.event.StayDown;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the topics say of one notice, in order of time. */
public final class History {
    /** Keyed by the notice, or by its alerts. */
    private static final List<Topic> BY_NOTICE =
            List.of(
                    Topic.NOTICES,
                    Topic.COUNTER_NOTICES,
                    Topic.PROCEEDINGS,
                    Topic.ACKS,
                    Topic.NOTICE_LINKS,
                    Topic.ESCALATIONS,
                    Topic.BREACHES);

    /** Keyed by items, by commands, or by where the record stood. */
    private static final List<Topic> BY_OTHERS =
            List.of(Topic.CONFIRMATIONS, Topic.COMMANDS, Topic.STAYDOWNS, Topic.DEAD_LETTERS);

    private final Map<String, String> items = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();

    private History() {}

    /** One clock of a notice, in words. */
    record ClockRow(
            int generation, String from, String due, String left, String alerts, String end) {}

    static History read(Bus bus, String noticeId) throws IOException {
        History history = new History();
        for (Topic topic : BY_NOTICE) {
            for (Event event : bus.all(topic)) {
                boolean mine =
                        noticeId.equals(event.key())
                                || event.key() != null && event.key().startsWith(noticeId + "/");
                if (mine && event.data() != null) {
                    history.add(event);
                }
            }
        }
        for (Topic topic : BY_OTHERS) {
            for (Event event : bus.all(topic)) {
                if (event.data() != null && history.concerns(event, noticeId)) {
                    history.events.add(event);
                }
            }
        }
        history.events.sort(Comparator.comparingLong(History::time));
        return history;
    }

    private void add(Event event) {
        events.add(event);
        if (event.is(NoticeReceived.class)) {
            keep(event.as(NoticeReceived.class).items());
        } else if (event.is(NoticeSupplemented.class)) {
            keep(event.as(NoticeSupplemented.class).items());
        }
    }

    private void keep(List<NoticeItem> more) {
        more.forEach(item -> items.putIfAbsent(item.itemId(), item.locator()));
    }

    private boolean concerns(Event event, String noticeId) {
        return switch (event.type().map(Enum::name).orElse("")) {
            case "ACTION_CONFIRMED", "ACTION_REVERSED" -> items.containsKey(event.key());
            case "NOTICE_COMMAND" -> event.as(NoticeCommand.class).noticeId().equals(noticeId);
            case "STAY_DOWN" -> event.as(StayDown.class).noticeId().equals(noticeId);
            case "DEAD_LETTER" -> {
                String key = event.as(DeadLetter.class).key();
                yield noticeId.equals(key) || items.containsKey(key);
            }
            default -> false;
        };
    }

    /**
     * The event's own time, UTC epoch ms, 0 where it has none; of an alert when it was told, late
     * or not.
     */
    public static long time(Event event) {
        if (event.is(DeadLetter.class)) {
            DeadLetter letter = event.as(DeadLetter.class);
            // Of a stage and not of a record: its place is its time.
            return letter.topic().isEmpty() ? letter.offset() : event.envelope().timeMs();
        }
        return event.envelope() == null ? 0 : event.envelope().timeMs();
    }

    List<String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        for (Event event : events) {
            String words = Words.of(event);
            if (words != null) {
                // Published at least once: a repeat says the same.
                String line = Times.clock(time(event)) + "  " + words;
                lines.putIfAbsent(line, line);
            }
        }
        return List.copyOf(lines.values());
    }

    String locator(String itemId) {
        String locator = items.get(itemId);
        return locator == null ? "" : "  " + locator;
    }

    /** Items that the status has neither open nor done. */
    List<String> others(NoticeStatus status) {
        return items.keySet().stream()
                .filter(item -> !status.itemsOpen().contains(item))
                .filter(item -> !status.itemsDone().contains(item))
                .toList();
    }

    List<ClockRow> clocks(NoticeStatus status, long nowMs) {
        Map<Integer, ClockRow> rows = new TreeMap<>();
        all(EscalationAlert.class)
                .forEach(
                        alert ->
                                rows.put(
                                        alert.generation(),
                                        row(
                                                alert.generation(),
                                                alert.receivedAt(),
                                                alert.dueAt(),
                                                "",
                                                status)));
        all(EscalationResolved.class)
                .forEach(
                        end ->
                                rows.putIfAbsent(
                                        end.generation(),
                                        new ClockRow(
                                                end.generation(),
                                                "",
                                                Times.clock(end.dueAt()),
                                                "",
                                                "",
                                                end(end.generation()))));
        rows.put(
                status.generation(),
                row(
                        status.generation(),
                        status.receivedAt(),
                        status.dueAt(),
                        Table.remaining(status, nowMs),
                        status));
        return List.copyOf(rows.values());
    }

    private ClockRow row(
            int generation, long fromMs, long dueMs, String left, NoticeStatus status) {
        return new ClockRow(
                generation,
                Times.clock(fromMs),
                Times.clock(dueMs),
                left,
                alerts(generation, status),
                end(generation));
    }

    private String alerts(int generation, NoticeStatus status) {
        return String.join(
                " ",
                all(EscalationAlert.class)
                        .filter(alert -> alert.generation() == generation)
                        .map(
                                alert ->
                                        alert.level()
                                                + (status.acknowledged().contains(alert.alertKey())
                                                        ? "*"
                                                        : ""))
                        .distinct()
                        .toList());
    }

    private String end(int generation) {
        List<String> ends = new ArrayList<>();
        all(BreachRecord.class)
                .filter(breach -> breach.generation() == generation)
                .forEach(breach -> ends.add("BREACH"));
        all(EscalationResolved.class)
                .filter(end -> end.generation() == generation)
                .forEach(end -> ends.add(end.outcome() + " " + Times.clock(end.stoppedAt())));
        all(BreachCorrection.class)
                .filter(more -> more.generation() == generation)
                .forEach(more -> ends.add(more.cleared() ? "breach cleared" : "closed late"));
        return String.join(", ", ends.stream().distinct().toList());
    }

    private <T> Stream<T> all(Class<T> type) {
        return events.stream().filter(event -> event.is(type)).map(event -> event.as(type));
    }
}

package dev.vigil.client.notice;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Event;
import dev.vigil.client.bus.TopicReader;
import dev.vigil.client.text.Times;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.NoticeCommand;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The records of one notice, by ascending time; of one time causes before their effects. What
 * became known after later things had happened names its time.
 */
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

    /** Keyed by items, by commands, or by the record's place. */
    private static final List<Topic> BY_OTHERS =
            List.of(
                    Topic.CONFIRMATIONS,
                    Topic.COMMANDS,
                    Topic.STAYDOWNS,
                    Topic.DEAD_LETTERS,
                    Topic.NOTICE_DEAD_LETTERS);

    private static final Comparator<TimedRecord> IN_TIME =
            Comparator.comparingLong(TimedRecord::at).thenComparingLong(TimedRecord::storedAt);

    private final Map<String, String> items = new LinkedHashMap<>();
    private final List<TimedRecord> records = new ArrayList<>();

    private History() {}

    /**
     * An event of the notice.
     *
     * @param storedAt Kafka's time: what the job made of an event is always behind it, even where
     *     it is about an earlier moment
     */
    private record TimedRecord(long timeMs, long storedAt, Object content) {
        /** Without a time of its own it is of when it was stored. */
        long at() {
            return timeMs == 0 ? storedAt : timeMs;
        }
    }

    /** One clock of a notice, in words. */
    public record ClockRow(
            int generation, String from, String due, String left, String alerts, String end) {}

    public static History read(Bus bus, String noticeId) throws IOException {
        return read(bus::each, noticeId);
    }

    static History read(TopicReader topics, String noticeId) throws IOException {
        History history = new History();
        for (Topic topic : BY_NOTICE) {
            topics.each(topic, event -> history.learnKeyed(event, noticeId));
        }
        for (Topic topic : BY_OTHERS) {
            topics.each(topic, event -> history.learn(event, noticeId));
        }
        history.records.sort(IN_TIME);
        return history;
    }

    /**
     * The same of records that are kept elsewhere.
     *
     * @param events of any topics in any order; those of other notices are left out
     */
    public static History of(Iterable<Event> events, String noticeId) {
        History history = new History();
        for (Event event : events) {
            if (isOn(BY_NOTICE, event)) {
                history.learnKeyed(event, noticeId);
            }
        }
        // Once its items are known.
        for (Event event : events) {
            if (isOn(BY_OTHERS, event)) {
                history.learn(event, noticeId);
            }
        }
        history.records.sort(IN_TIME);
        return history;
    }

    private static boolean isOn(List<Topic> topics, Event event) {
        return topics.stream().anyMatch(topic -> topic.topicName().equals(event.topic()));
    }

    private void learnKeyed(Event event, String noticeId) {
        String key = event.key();
        if (key != null && (key.equals(noticeId) || key.startsWith(noticeId + "/"))) {
            event.readable().ifPresent(content -> add(event, content));
        }
    }

    private void learn(Event event, String noticeId) {
        event.readable()
                .filter(content -> concerns(content, noticeId))
                .ifPresent(content -> add(event, content));
    }

    private void add(Event event, Object content) {
        // A correction's own time is what it found: earlier than what it corrects.
        long timeMs = content instanceof BreachCorrection ? 0 : time(event, content);
        records.add(new TimedRecord(timeMs, event.storedAt(), content));
        if (content instanceof NoticeReceived notice) {
            keep(notice.allItems());
        } else if (content instanceof NoticeSupplemented more) {
            keep(more.items());
        }
    }

    private void keep(List<NoticeItem> more) {
        more.forEach(item -> items.putIfAbsent(item.itemId(), item.locator()));
    }

    private boolean concerns(Object content, String noticeId) {
        if (content instanceof ActionConfirmed confirmed) {
            return items.containsKey(confirmed.itemId());
        }
        if (content instanceof ItemBack back) {
            return items.containsKey(back.itemId());
        }
        if (content instanceof NoticeCommand command) {
            return command.noticeId().equals(noticeId);
        }
        if (content instanceof StayDown stayDown) {
            return stayDown.noticeId().equals(noticeId);
        }
        return content instanceof DeadLetter letter
                && (noticeId.equals(letter.key()) || items.containsKey(letter.key()));
    }

    /**
     * The event's own time, UTC epoch ms, 0 where it has none; of an alert when it was published.
     */
    public static long time(Event event, Object content) {
        // Of a stage and not of a record: its place is its time.
        return content instanceof DeadLetter letter && letter.topic().isEmpty()
                ? letter.offset()
                : event.envelope() == null ? 0 : event.envelope().timeMs();
    }

    public List<String> lines() {
        // Published at least once: a repeat is the same.
        Set<String> lines = new LinkedHashSet<>();
        long[] earliestAfter = earliestAfter();
        for (int i = 0; i < records.size(); i++) {
            TimedRecord one = records.get(i);
            String words = NoticeWords.of(one.content());
            if (words != null) {
                boolean isLate = one.storedAt() > earliestAfter[i];
                lines.add(
                        Times.clock(one.at())
                                + "  "
                                + words
                                + (isLate ? " [known " + Times.clock(one.storedAt()) + "]" : ""));
            }
        }
        return List.copyOf(lines);
    }

    /** When the earliest of the records behind each was stored. */
    private long[] earliestAfter() {
        long[] earliest = new long[records.size()];
        long least = Long.MAX_VALUE;
        for (int i = records.size() - 1; i >= 0; i--) {
            earliest[i] = least;
            least = Math.min(least, records.get(i).storedAt());
        }
        return earliest;
    }

    public String locator(String itemId) {
        String locator = items.get(itemId);
        return locator == null ? "" : "  " + locator;
    }

    /** Items that the status has neither open nor done; none where it does not list them all. */
    public List<String> others(NoticeStatus status) {
        if (NoticeWords.more(status.moreItemsOpen()) + NoticeWords.more(status.moreItemsDone())
                > 0) {
            return List.of();
        }
        return items.keySet().stream()
                .filter(item -> !status.itemsOpen().contains(item))
                .filter(item -> !status.itemsDone().contains(item))
                .toList();
    }

    public List<ClockRow> clocks(NoticeStatus status, long nowMs) {
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
                        NoticeWords.remaining(status, nowMs),
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
        return records.stream().map(TimedRecord::content).filter(type::isInstance).map(type::cast);
    }
}

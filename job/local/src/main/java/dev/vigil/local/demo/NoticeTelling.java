package dev.vigil.local.demo;

import dev.vigil.client.bus.Event;
import dev.vigil.client.notice.NoticeWords;
import dev.vigil.client.text.Times;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.NoticeCommand;
import dev.vigil.schema.notice.NoticeLink;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Prints the story as it goes: the moment, what people did, what the job answered. */
final class NoticeTelling {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm:ss", Locale.ENGLISH)
                    .withZone(ZoneId.systemDefault());

    private static final String INDENT = "                       ";

    private final Seen seen;
    private final Consumer<String> out;
    private int told;
    private String moment;

    NoticeTelling(Seen seen, Consumer<String> out) {
        this.seen = seen;
        this.out = out;
    }

    void tell(long nowMs, List<NoticeStories.Act> acts) {
        moment = MOMENT.format(Instant.ofEpochMilli(nowMs));
        for (NoticeStories.Act act : acts) {
            line("> " + about(act.key(), NoticeWords.of(act.event())));
        }
        flush();
    }

    /** What has come since. */
    void flush() {
        List<Event> events = seen.after(told);
        told += events.size();
        Map<String, List<String>> alerts = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        for (Event event : events) {
            if (event.is(EscalationAlert.class)) {
                EscalationAlert alert = event.as(EscalationAlert.class);
                alerts.computeIfAbsent(words(alert), it -> new ArrayList<>()).add(alert.noticeId());
            } else if (isNews(event)) {
                others.add(about(subject(event), NoticeWords.of(event)));
            }
        }
        alerts.forEach((words, notices) -> line("  " + words + ": " + String.join(", ", notices)));
        others.stream().distinct().forEach(words -> line("  " + words));
    }

    private static boolean isNews(Event event) {
        return event.is(EscalationResolved.class)
                || event.is(BreachRecord.class)
                || event.is(BreachCorrection.class)
                || event.is(NoticeCommand.class)
                || event.is(NoticeLink.class);
    }

    /** The notice that an event of the job is about. */
    private static String subject(Event event) {
        if (event.is(NoticeCommand.class)) {
            return event.as(NoticeCommand.class).noticeId();
        }
        int end = event.key().indexOf('/');
        return end < 0 ? event.key() : event.key().substring(0, end);
    }

    private static String words(EscalationAlert alert) {
        String skipped =
                alert.skippedLevels().isEmpty()
                        ? ""
                        : ", skipped " + String.join(" ", alert.skippedLevels());
        return alert.level()
                + " "
                + alert.severity()
                + " ("
                + Times.remaining(alert.remainingMs())
                + skipped
                + ") to "
                + String.join(", ", alert.recipients());
    }

    private static String about(String subject, String words) {
        return words.startsWith(subject + ":") || words.startsWith(subject + " ")
                ? words
                : subject + ": " + words;
    }

    /** The moment only once. */
    private void line(String text) {
        String when = moment == null ? INDENT : String.format(Locale.ROOT, "%-23s", moment);
        out.accept(when + text);
        moment = null;
    }
}

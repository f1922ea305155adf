package dev.vigil.local.command;

import dev.vigil.local.bus.Event;
import dev.vigil.local.command.notice.History;
import dev.vigil.local.command.notice.Words;
import dev.vigil.schema.event.BreachRecord;
import dev.vigil.schema.event.ClockHealth;
import dev.vigil.schema.event.CommandUnconfirmed;
import dev.vigil.schema.event.DeadLetter;
import dev.vigil.schema.event.Decision;
import dev.vigil.schema.event.EnforcementCommand;
import dev.vigil.schema.event.EscalationAlert;
import dev.vigil.schema.event.EscalationResolved;
import dev.vigil.schema.event.Evidence;
import dev.vigil.schema.event.NoticeStatus;
import dev.vigil.schema.event.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One line per event, in columns that line up as they come. */
final class Rows {
    private static final String FORMAT = "%-18s %-14s %-28s %-16s %s";
    private static final int MOST = 160;

    static final String HEADER = String.format(FORMAT, "time", "topic", "key", "what", "in short");

    private Rows() {}

    static String row(Event event) {
        long timeMs = History.time(event);
        return String.format(
                FORMAT,
                timeMs == 0 ? "" : Times.clock(timeMs),
                event.topic(),
                event.key(),
                what(event),
                inShort(event));
    }

    private static String what(Event event) {
        if (event.is(Verdict.class)) {
            return event.as(Verdict.class).action().name();
        }
        if (event.is(EnforcementCommand.class)) {
            return event.as(EnforcementCommand.class).measure().name();
        }
        if (event.is(EscalationAlert.class)) {
            EscalationAlert alert = event.as(EscalationAlert.class);
            return alert.level() + " " + alert.severity();
        }
        if (event.is(NoticeStatus.class)) {
            return event.as(NoticeStatus.class).state().name();
        }
        if (event.is(DeadLetter.class)) {
            return event.as(DeadLetter.class).reason();
        }
        if (event.is(ClockHealth.class)) {
            return event.as(ClockHealth.class).state().name();
        }
        return event.type().map(type -> type.name()).orElse("?");
    }

    private static String inShort(Event event) {
        if (event.is(Verdict.class)) {
            return verdict(event.as(Verdict.class));
        }
        if (event.is(EnforcementCommand.class)) {
            return command(event.as(EnforcementCommand.class));
        }
        if (event.is(CommandUnconfirmed.class)) {
            return unconfirmed(event.as(CommandUnconfirmed.class));
        }
        if (event.is(EscalationAlert.class)) {
            return alert(event.as(EscalationAlert.class));
        }
        if (event.is(EscalationResolved.class)) {
            EscalationResolved resolved = event.as(EscalationResolved.class);
            return resolved.outcome()
                    + " at "
                    + Times.clock(resolved.stoppedAt())
                    + ", fired "
                    + resolved.firedLevels();
        }
        if (event.is(BreachRecord.class)) {
            BreachRecord breach = event.as(BreachRecord.class);
            return breach.causeCode()
                    + ", was due "
                    + Times.clock(breach.dueAt())
                    + ", open "
                    + breach.itemsOpen();
        }
        if (event.is(ClockHealth.class)) {
            return health(event.as(ClockHealth.class));
        }
        if (event.is(DeadLetter.class)) {
            DeadLetter letter = event.as(DeadLetter.class);
            String place = letter.topic() + "/" + letter.partition() + "/" + letter.offset() + ": ";
            return (letter.topic().isEmpty() ? "" : place) + letter.message();
        }
        String words = event.data() == null ? null : Words.of(event);
        if (words != null) {
            return words;
        }
        if (event.type().filter(type -> type.data() != null).isPresent()) {
            String text = new String(event.data(), StandardCharsets.UTF_8);
            return text.length() > MOST ? text.substring(0, MOST) + "..." : text;
        }
        return event.data().length + " bytes";
    }

    private static String verdict(Verdict verdict) {
        StringBuilder line = new StringBuilder(verdict.reasonCode());
        for (Decision decision : verdict.decisions()) {
            line.append(' ').append(decision.territory()).append('=').append(decision.action());
        }
        for (Evidence evidence : verdict.evidence()) {
            line.append(", ")
                    .append(evidence.workId())
                    .append(' ')
                    .append(Times.position(evidence.queryStartMs()))
                    .append('-')
                    .append(Times.position(evidence.queryEndMs()))
                    .append(" is ")
                    .append(Times.position(evidence.refStartMs()))
                    .append('-')
                    .append(Times.position(evidence.refEndMs()))
                    .append(", score ")
                    .append(Math.round(evidence.score()));
        }
        return line.append(", ").append(verdict.state()).toString();
    }

    private static String command(EnforcementCommand command) {
        return command.workId()
                + ", "
                + command.reasonCode()
                + where(command.territories())
                + ", to be confirmed until "
                + Times.clock(command.deadline())
                + (command.attempt() == null ? "" : ", attempt " + command.attempt());
    }

    private static String unconfirmed(CommandUnconfirmed alert) {
        return alert.measure()
                + " told "
                + alert.attempts()
                + " times"
                + where(alert.territories())
                + ", due "
                + Times.clock(alert.dueAt())
                + (alert.failure() == null ? "" : ", failed: " + alert.failure())
                + (alert.resolvedAt() == null
                        ? ""
                        : ", " + alert.resolution() + " at " + Times.clock(alert.resolvedAt()));
    }

    private static String where(List<String> territories) {
        return territories.isEmpty() ? "" : " in " + territories;
    }

    private static String alert(EscalationAlert alert) {
        String skipped =
                alert.skippedLevels().isEmpty() ? "" : ", skipped " + alert.skippedLevels();
        return "due "
                + Times.clock(alert.dueAt())
                + ", open "
                + alert.itemsOpen()
                + ", to "
                + alert.recipients()
                + (alert.catchUp() ? ", published late" : "")
                + skipped;
    }

    private static String health(ClockHealth health) {
        String time =
                health.watermark() == null
                        ? ", no time known yet"
                        : ", time is "
                                + Times.clock(health.watermark())
                                + (health.lagMs() == null
                                        ? ""
                                        : ", late " + health.lagMs() + " ms");
        String why = health.reason() == null ? "" : ": " + health.reason();
        return "since " + Times.clock(health.since()) + time + why;
    }
}

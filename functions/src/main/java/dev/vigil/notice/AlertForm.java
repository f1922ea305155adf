package dev.vigil.notice;

import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.notice.AlertAnnotations;
import dev.vigil.schema.notice.AlertLabels;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * An alert for machines (labels) and for people (annotations), in the form of Alertmanager's API
 * v2. Follows from the alert alone, so that a repeat is equal to the byte.
 */
public final class AlertForm {
    /** The alertname of every level of the ladder. */
    public static final String ESCALATION = "NoticeEscalation";

    /**
     * The alertname of time that has stopped; the name that the rules of Prometheus give it too.
     */
    public static final String CLOCK = "NoticeClockStands";

    /** The alertname of a breach record. */
    public static final String BREACH = "NoticeBreach";

    /** The alertname of a command that the platform does not confirm. */
    public static final String COMMAND = "CommandUnconfirmed";

    private static final int ITEMS_SHOWN = 20;

    private static final DateTimeFormatter IN_CHINA =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private AlertForm() {}

    public static AlertLabels labels(EscalationAlert alert) {
        return new AlertLabels(
                ESCALATION,
                Integer.toString(alert.generation()),
                alert.level(),
                alert.noticeId(),
                alert.notifier(),
                alert.severity(),
                track(alert.track()),
                urgency(alert.severity()));
    }

    /** What the alerts of that generation have in common. */
    public static AlertLabels labels(EscalationResolved resolved) {
        return new AlertLabels(
                ESCALATION,
                Integer.toString(resolved.generation()),
                null,
                resolved.noticeId(),
                null,
                null,
                null,
                null);
    }

    public static AlertLabels labels(BreachRecord breach) {
        return new AlertLabels(
                BREACH,
                Integer.toString(breach.generation()),
                "E8",
                breach.noticeId(),
                breach.notifier(),
                "breach",
                track(breach.track()),
                urgency("breach"));
    }

    /**
     * @param runbook where the page for people lies
     * @param acknowledge how a person acknowledges it
     */
    public static AlertAnnotations annotations(
            EscalationAlert alert, String runbook, String acknowledge) {
        String remaining = remaining(alert.remainingMs(), alert.dueAt());
        return new AlertAnnotations(
                acknowledge,
                alert.ackRequiredBy() == null ? null : utc(alert.ackRequiredBy()),
                description(alert, remaining),
                utc(alert.dueAt()),
                china(alert.dueAt()),
                items(alert.itemsOpen(), alert.moreOpen()),
                String.join(", ", alert.recipients()),
                remaining,
                runbook(runbook, alert.level()),
                "Notice " + alert.noticeId() + ": " + summary(alert, remaining));
    }

    /** It is shown again while the alert is open: the time left is that when it was sent. */
    private static String summary(EscalationAlert alert, String remaining) {
        return alert.remainingMs() > 0
                ? "due " + chinaTime(alert.dueAt()) + ", " + remaining + " when sent"
                : remaining;
    }

    public static AlertAnnotations annotations(EscalationResolved resolved, String runbook) {
        long early = resolved.dueAt() - resolved.stoppedAt();
        String remaining =
                early >= 0
                        ? span(early) + " before it was due"
                        : span(-early) + " after it was due";
        return new AlertAnnotations(
                null,
                null,
                "The clock of notice "
                        + resolved.noticeId()
                        + " stopped at "
                        + chinaTime(resolved.stoppedAt())
                        + ", "
                        + remaining
                        + ". Outcome: "
                        + resolved.outcome()
                        + ". There are no more alerts for this run of the clock.",
                utc(resolved.dueAt()),
                china(resolved.dueAt()),
                null,
                null,
                remaining,
                runbook,
                "Notice " + resolved.noticeId() + ": " + resolved.outcome() + ", " + remaining);
    }

    public static AlertAnnotations annotations(BreachRecord breach, String runbook) {
        String overdue = overdue(breach.dueAt());
        return new AlertAnnotations(
                null,
                null,
                "Notice "
                        + breach.noticeId()
                        + " was not done when it was due, at "
                        + chinaTime(breach.dueAt())
                        + " (cause "
                        + breach.causeCode()
                        + ")."
                        + (breach.itemsOpen().isEmpty()
                                ? ""
                                : " Act on its open items and confirm each of them.")
                        + " Proof that all were done in time clears the breach; its record "
                        + breach.breachId()
                        + " remains.",
                utc(breach.dueAt()),
                china(breach.dueAt()),
                items(breach.itemsOpen(), breach.moreOpen()),
                null,
                overdue,
                runbook(runbook, "E8"),
                "Notice " + breach.noticeId() + ": breach, " + overdue);
    }

    /** While time has stopped there is no alert of any notice: the one alert for all of them. */
    public static AlertLabels labels(ClockHealth stopped) {
        return new AlertLabels(CLOCK, null, null, null, null, "critical", null, "page");
    }

    public static AlertAnnotations annotations(ClockHealth stopped, String runbook) {
        String since = chinaTime(stopped.since());
        return new AlertAnnotations(
                null,
                null,
                "The notice clock stopped at "
                        + since
                        + ". Until it runs again no notice escalates: check when open notices are"
                        + " due, and act on them yourself."
                        + (stopped.reason() == null ? "" : " Reason: " + stopped.reason() + "."),
                utc(stopped.since()),
                china(stopped.since()),
                null,
                null,
                "stopped since " + since,
                runbook,
                "The notice clock stopped at " + since);
    }

    /** One alert per command: its end must have the same labels. */
    public static AlertLabels labels(CommandUnconfirmed alert) {
        return new AlertLabels(
                COMMAND, alert.commandId(), null, null, null, null, "critical", null, "page");
    }

    public static AlertAnnotations annotations(CommandUnconfirmed alert, String runbook) {
        String unconfirmed =
                "Command "
                        + alert.measure()
                        + " on session "
                        + alert.sessionId()
                        + " was sent "
                        + alert.attempts()
                        + " times and is not confirmed";
        return new AlertAnnotations(
                null,
                null,
                unconfirmed
                        + " by the platform. It is for work "
                        + alert.workId()
                        + ", from verdict "
                        + alert.verdictId()
                        + "."
                        + (alert.failure() == null ? "" : " Reason: " + alert.failure() + ".")
                        + " Look at the session at the platform, carry the command out if it is not"
                        + " done, and confirm it.",
                utc(alert.deadline()),
                china(alert.deadline()),
                alert.sessionId(),
                null,
                overdue(alert.deadline()),
                runbook,
                unconfirmed);
    }

    /** The heading of a level on the runbook's page; the repeats E9.n share one. */
    public static String runbook(String runbook, String level) {
        int dot = level.indexOf('.');
        String heading = dot < 0 ? level : level.substring(0, dot);
        return runbook + "#" + heading.toLowerCase(java.util.Locale.ROOT);
    }

    private static String description(EscalationAlert alert, String remaining) {
        StringBuilder text = new StringBuilder();
        text.append("Notice ").append(alert.noticeId()).append(" of ").append(alert.notifier());
        text.append(" reached level ").append(alert.level());
        text.append(" (").append(alert.severity()).append(") ");
        text.append(span(alert.elapsedMs())).append(" after receipt: ").append(remaining);
        if (alert.remainingMs() > 0) {
            text.append(", due at ").append(chinaTime(alert.dueAt()));
        }
        text.append(". Open items: ");
        text.append(items(alert.itemsOpen(), alert.moreOpen())).append('.');
        if (alert.catchUp()) {
            text.append(" This alert is published late.");
        }
        if (!alert.skippedLevels().isEmpty()) {
            text.append(" Levels that were not sent: ");
            text.append(String.join(", ", alert.skippedLevels())).append('.');
        }
        return text.toString();
    }

    /** By the name that it has everywhere; null where a record of another release lacks it. */
    private static String track(ClockTrack track) {
        return track == null ? null : track.name();
    }

    /** A severity that is not known wakes somebody: rather once too often. */
    private static String urgency(String severity) {
        return switch (severity) {
            case "info", "low" -> "info";
            case "warning", "warning+" -> "ticket";
            default -> "page";
        };
    }

    private static String remaining(long remainingMs, long dueAt) {
        return remainingMs > 0 ? span(remainingMs) + " left" : overdue(dueAt);
    }

    private static String overdue(long dueAt) {
        return "overdue since " + chinaTime(dueAt);
    }

    /**
     * The two largest units that matter to a person: {@code 1 h 30 min}, {@code 24 h}, {@code 5 s}.
     */
    private static String span(long ms) {
        Duration span = Duration.ofMillis(ms);
        if (span.toMinutes() == 0) {
            return span.toSeconds() + " s";
        }
        String minutes = span.toMinutesPart() == 0 ? "" : span.toMinutesPart() + " min";
        String hours = span.toHours() == 0 ? "" : span.toHours() + " h";
        return (hours + " " + minutes).strip();
    }

    private static String items(List<String> open, Integer notListed) {
        String shown = String.join(", ", open.subList(0, Math.min(ITEMS_SHOWN, open.size())));
        int listed = open.size() - Math.min(ITEMS_SHOWN, open.size());
        int more = listed + (notListed == null ? 0 : notListed);
        return more > 0 ? shown + " and " + more + " more" : shown;
    }

    static String utc(long epochMs) {
        return Instant.ofEpochMilli(epochMs).toString();
    }

    static String chinaTime(long epochMs) {
        return china(epochMs) + " China time";
    }

    static String china(long epochMs) {
        return IN_CHINA.format(Instant.ofEpochMilli(epochMs));
    }
}

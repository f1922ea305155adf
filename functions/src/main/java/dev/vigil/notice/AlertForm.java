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
                ? "due " + china(alert.dueAt()) + " in China, " + remaining + " when sent"
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
                        + china(resolved.stoppedAt())
                        + " in China, "
                        + remaining
                        + ". Outcome: "
                        + resolved.outcome()
                        + ". No alert of this run of the clock follows.",
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
                "The promise of notice "
                        + breach.noticeId()
                        + " is broken, cause "
                        + breach.causeCode()
                        + ": it was due at "
                        + china(breach.dueAt())
                        + " in China. The record "
                        + breach.breachId()
                        + " stays.",
                utc(breach.dueAt()),
                china(breach.dueAt()),
                items(breach.itemsOpen(), breach.moreOpen()),
                null,
                overdue,
                runbook(runbook, "E8"),
                "Notice " + breach.noticeId() + ": breach, " + overdue);
    }

    /** While time has stopped there is no alert of any notice: the one alert for all of them. */
    public static AlertLabels labels(ClockHealth standing) {
        return new AlertLabels(CLOCK, null, null, null, null, "critical", null, "page");
    }

    public static AlertAnnotations annotations(ClockHealth standing, String runbook) {
        String since = china(standing.since());
        return new AlertAnnotations(
                null,
                null,
                "The time of the notice clock has stood since "
                        + since
                        + " in China: nothing escalates until it goes on. "
                        + (standing.reason() == null ? "" : "Why: " + standing.reason() + "."),
                utc(standing.since()),
                since,
                null,
                null,
                "standing since " + since + " in China",
                runbook,
                "The notice clock has stood since " + since + " in China");
    }

    /** One alert per command: its end must have the same labels. */
    public static AlertLabels labels(CommandUnconfirmed alert) {
        return new AlertLabels(
                COMMAND, alert.commandId(), null, null, null, null, "critical", null, "page");
    }

    public static AlertAnnotations annotations(CommandUnconfirmed alert, String runbook) {
        String told =
                "The platform was told "
                        + alert.attempts()
                        + " times: "
                        + alert.measure()
                        + " session "
                        + alert.sessionId();
        return new AlertAnnotations(
                null,
                null,
                told
                        + " for work "
                        + alert.workId()
                        + ", by verdict "
                        + alert.verdictId()
                        + ". It has not confirmed"
                        + (alert.failure() == null ? "." : ", and says: " + alert.failure() + "."),
                utc(alert.dueAt()),
                china(alert.dueAt()),
                alert.sessionId(),
                null,
                overdue(alert.dueAt()),
                runbook,
                told + ", and has not confirmed");
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
        text.append(" has reached level ").append(alert.level());
        text.append(" (").append(alert.severity()).append(") after ");
        text.append(span(alert.elapsedMs())).append(": ").append(remaining);
        if (alert.remainingMs() > 0) {
            text.append("; it is due at ").append(china(alert.dueAt())).append(" in China");
        }
        text.append(". Open: ").append(items(alert.itemsOpen(), alert.moreOpen())).append('.');
        if (alert.catchUp()) {
            text.append(" Published late.");
        }
        if (!alert.skippedLevels().isEmpty()) {
            text.append(" Not sent before: ");
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
        return "overdue since " + china(dueAt) + " in China";
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

    private static String utc(long epochMs) {
        return Instant.ofEpochMilli(epochMs).toString();
    }

    private static String china(long epochMs) {
        return IN_CHINA.format(Instant.ofEpochMilli(epochMs));
    }
}

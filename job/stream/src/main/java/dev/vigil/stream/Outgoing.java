package dev.vigil.stream;

import dev.vigil.schema.event.BreachCorrection;
import dev.vigil.schema.event.BreachRecord;
import dev.vigil.schema.event.DeadLetter;
import dev.vigil.schema.event.EnforcementCommand;
import dev.vigil.schema.event.EscalationAlert;
import dev.vigil.schema.event.EscalationResolved;
import dev.vigil.schema.event.NoticeStatus;
import dev.vigil.schema.event.NotifierStanding;
import dev.vigil.schema.event.Verdict;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;

/**
 * A record on its way out. Its id follows from what it says, so that a repeat after a failure is
 * the same event to every consumer.
 */
public record Outgoing(String topic, String key, Envelope envelope, byte[] data) {
    private static final String MEDIA_JOB = "/vigil/media-job";
    private static final String NOTICE_JOB = "/vigil/notice-job";

    public static Outgoing verdict(Verdict verdict) {
        return json(
                Topic.VERDICTS,
                EventType.VERDICT,
                MEDIA_JOB,
                verdict.sessionId(),
                verdict.verdictId() + "/" + verdict.revision(),
                verdict.judgedAt(),
                verdict);
    }

    public static Outgoing command(EnforcementCommand command) {
        return json(
                Topic.COMMANDS,
                EventType.COMMAND,
                MEDIA_JOB,
                command.sessionId(),
                command.commandId(),
                command.issuedAt(),
                command);
    }

    public static Outgoing escalation(EscalationAlert alert) {
        return json(
                Topic.ESCALATIONS,
                EventType.ESCALATION,
                NOTICE_JOB,
                alert.alertKey(),
                alert.alertKey(),
                alert.firesAt(),
                alert);
    }

    public static Outgoing resolved(EscalationResolved resolved) {
        return json(
                Topic.ESCALATIONS,
                EventType.ESCALATION_RESOLVED,
                NOTICE_JOB,
                resolved.alertKey(),
                resolved.alertKey(),
                resolved.stoppedAt(),
                resolved);
    }

    public static Outgoing breach(BreachRecord breach) {
        return json(
                Topic.BREACHES,
                EventType.BREACH,
                NOTICE_JOB,
                breach.noticeId(),
                breach.breachId(),
                breach.dueAt(),
                breach);
    }

    public static Outgoing correction(BreachCorrection correction) {
        return json(
                Topic.BREACHES,
                EventType.BREACH_CORRECTION,
                NOTICE_JOB,
                correction.noticeId(),
                correction.breachId() + "/correction",
                correction.doneAt(),
                correction);
    }

    public static Outgoing status(NoticeStatus status) {
        return json(
                Topic.NOTICE_STATUS,
                EventType.NOTICE_STATUS,
                NOTICE_JOB,
                status.noticeId(),
                status.noticeId() + "/" + status.generation() + "/" + status.asOf(),
                status.asOf(),
                status);
    }

    public static Outgoing standing(NotifierStanding standing) {
        return json(
                Topic.NOTIFIERS,
                EventType.NOTIFIER_STANDING,
                NOTICE_JOB,
                standing.notifier(),
                standing.notifier()
                        + "/"
                        + standing.changedAt()
                        + "/"
                        + standing.level()
                        + (standing.flooding() ? "/flooding" : ""),
                standing.changedAt(),
                standing);
    }

    /** A dead letter has no time of its own; the envelope says 1970 so that a repeat is equal. */
    public static Outgoing deadLetter(DeadLetter letter) {
        return json(
                Topic.DEAD_LETTERS,
                EventType.DEAD_LETTER,
                "/vigil/" + letter.stage(),
                letter.deadLetterId(),
                letter.deadLetterId(),
                0,
                letter);
    }

    private static Outgoing json(
            Topic topic,
            EventType type,
            String source,
            String key,
            String id,
            long timeMs,
            Object data) {
        return new Outgoing(
                topic.topicName(),
                key,
                Envelope.json(type, source, id, key, timeMs),
                Json.bytes(data));
    }
}

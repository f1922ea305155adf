package dev.vigil.stream;

import dev.vigil.schema.event.BreachCorrection;
import dev.vigil.schema.event.BreachRecord;
import dev.vigil.schema.event.DeadLetter;
import dev.vigil.schema.event.EnforcementCommand;
import dev.vigil.schema.event.EscalationAlert;
import dev.vigil.schema.event.EscalationResolved;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.event.NoticeStatus;
import dev.vigil.schema.event.Verdict;
import dev.vigil.schema.flow.ReferencePart;
import dev.vigil.schema.flow.StayDownOutput;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.ReferenceKey;
import dev.vigil.schema.wire.Topic;

/**
 * A record on its way out. Its id follows from what it says, so that a repeat after a failure is
 * the same event to every consumer.
 *
 * @param partitionKey records with the same one keep their order; null where the key decides
 * @param data null where the key is retired
 */
public record Outgoing(
        String topic, String partitionKey, String key, Envelope envelope, byte[] data) {
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

    /** What keeps a recording down, or lets it return: a part of a reference or a list entry. */
    public static Outgoing stayDown(StayDownOutput change) {
        return change.part() == null
                ? entry(change.entry(), change.at())
                : part(change.part(), change.at());
    }

    private static Outgoing entry(ListEntry entry, long at) {
        return json(
                Topic.LIST,
                entry.withdrawnAt() == null ? EventType.LIST_UPSERTED : EventType.LIST_WITHDRAWN,
                MEDIA_JOB,
                entry.entryId(),
                entry.entryId() + "/" + entry.version(),
                at,
                entry);
    }

    private static Outgoing part(ReferencePart part, long at) {
        ReferenceKey key =
                new ReferenceKey(part.workId(), part.referenceId(), part.version(), part.chunk());
        boolean manifest = part.chunk() == ReferenceKey.MANIFEST;
        EventType type = manifest ? EventType.REFERENCE_MANIFEST : EventType.REFERENCE_CHUNK;
        Envelope envelope =
                new Envelope(
                        key + "/" + at,
                        MEDIA_JOB,
                        type.type(),
                        part.workId(),
                        at,
                        manifest ? Envelope.JSON : PeaksCodec.contentType(part.profile()),
                        manifest ? null : (long) part.chunk(),
                        null);
        byte[] data =
                part.manifest() != null
                        ? Json.bytes(part.manifest())
                        : part.peaks() != null ? PeaksCodec.payload(part.peaks()) : null;
        return new Outgoing(
                Topic.REFERENCES.topicName(), part.workId(), key.toString(), envelope, data);
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
                null,
                key,
                Envelope.json(type, source, id, key, timeMs),
                Json.bytes(data));
    }
}

package dev.vigil.schema.wire;

import dev.vigil.schema.event.ActionConfirmed;
import dev.vigil.schema.event.AlertAcknowledged;
import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.event.BreachCorrection;
import dev.vigil.schema.event.BreachRecord;
import dev.vigil.schema.event.DeadLetter;
import dev.vigil.schema.event.EnforcementCommand;
import dev.vigil.schema.event.EscalationAlert;
import dev.vigil.schema.event.EscalationResolved;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.event.NoticeReceived;
import dev.vigil.schema.event.NoticeStatus;
import dev.vigil.schema.event.NoticeWithdrawn;
import dev.vigil.schema.event.ReferenceManifest;
import dev.vigil.schema.event.SessionEnded;
import dev.vigil.schema.event.SessionStarted;
import dev.vigil.schema.event.Verdict;
import java.util.Optional;

/**
 * Every CloudEvents {@code type}, the record that its data is, and whether a session may send it.
 */
public enum EventType {
    SESSION_STARTED("media.session.started", SessionStarted.class),
    /** Data is raw PCM: see {@link SegmentCodec}. */
    SEGMENT("media.segment", null),
    SESSION_ENDED("media.session.ended", SessionEnded.class),
    /** Data is packed peaks: see {@link PeaksCodec}. */
    REFERENCE_CHUNK("reference.chunk", null),
    REFERENCE_MANIFEST("reference.registered", ReferenceManifest.class),
    LIST_UPSERTED("list.entry.upserted", ListEntry.class),
    LIST_WITHDRAWN("list.entry.withdrawn", ListEntry.class),
    AUTHORIZATION_GRANTED("authorization.granted", Authorization.class),
    AUTHORIZATION_REVOKED("authorization.revoked", Authorization.class),
    NOTICE_RECEIVED("notice.received", NoticeReceived.class),
    NOTICE_WITHDRAWN("notice.withdrawn", NoticeWithdrawn.class),
    ACTION_CONFIRMED("action.confirmed", ActionConfirmed.class),
    ALERT_ACKNOWLEDGED("alert.acknowledged", AlertAcknowledged.class),
    VERDICT("verdict", Verdict.class),
    COMMAND("enforcement.command", EnforcementCommand.class),
    NOTICE_STATUS("notice.status", NoticeStatus.class),
    ESCALATION("escalation.alert", EscalationAlert.class),
    ESCALATION_RESOLVED("escalation.resolved", EscalationResolved.class),
    BREACH("breach.record", BreachRecord.class),
    BREACH_CORRECTION("breach.correction", BreachCorrection.class),
    DEAD_LETTER("deadletter", DeadLetter.class);

    private static final String PREFIX = "dev.vigil.";
    private static final String SUFFIX = ".v1";

    private final String type;
    private final Class<?> data;

    EventType(String name, Class<?> data) {
        this.type = PREFIX + name + SUFFIX;
        this.data = data;
    }

    /** The CloudEvents type, e.g. {@code dev.vigil.notice.received.v1}. */
    public String type() {
        return type;
    }

    /** The record that the JSON data is; null where data is binary. */
    public Class<?> data() {
        return data;
    }

    /** The constant of a CloudEvents type, or empty where the type is not ours. */
    public static Optional<EventType> of(String type) {
        for (EventType known : values()) {
            if (known.type.equals(type)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }
}

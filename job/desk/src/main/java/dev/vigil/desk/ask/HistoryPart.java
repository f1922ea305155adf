package dev.vigil.desk.ask;

import dev.vigil.schema.wire.EventType;
import java.util.List;

/** What a notice's history has, by who caused it. */
public enum HistoryPart {
    PEOPLE(
            EventType.NOTICE_RECEIVED,
            EventType.NOTICE_TRIAGED,
            EventType.NOTICE_SUPPLEMENTED,
            EventType.NOTICE_WITHDRAWN,
            EventType.NOTICE_HELD,
            EventType.FORWARD_DELIVERED,
            EventType.COUNTER_NOTICE,
            EventType.PROCEEDING_FILED,
            EventType.PROCEEDING_DECIDED,
            EventType.ACTION_CONFIRMED,
            EventType.ACTION_REVERSED,
            EventType.ALERT_ACKNOWLEDGED,
            EventType.DESK_CLAIMED,
            EventType.DESK_NOTED),
    MACHINE(
            EventType.NOTICE_LINK,
            EventType.NOTICE_COMMAND,
            EventType.NOTICE_OUTCOME,
            EventType.STAYDOWN_REQUESTED,
            EventType.DEAD_LETTER),
    ALERTS(
            EventType.ESCALATION,
            EventType.ESCALATION_RESOLVED,
            EventType.BREACH,
            EventType.BREACH_CORRECTION);

    private final List<EventType> types;

    HistoryPart(EventType... types) {
        this.types = List.of(types);
    }

    public List<EventType> types() {
        return types;
    }
}

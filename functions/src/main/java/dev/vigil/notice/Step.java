package dev.vigil.notice;

import dev.vigil.schema.event.BreachCorrection;
import dev.vigil.schema.event.BreachRecord;
import dev.vigil.schema.event.EscalationAlert;
import dev.vigil.schema.event.EscalationResolved;
import dev.vigil.schema.event.NoticeStatus;
import dev.vigil.schema.state.NoticeCase;

/**
 * What one event or timer does to a notice. Each part but {@code status} may be null.
 *
 * @param next the case from now on; null where it is forgotten; its {@code nextAt} is the one timer
 */
public record Step(
        NoticeCase next,
        EscalationAlert alert,
        EscalationResolved resolved,
        BreachRecord breach,
        BreachCorrection correction,
        NoticeStatus status) {
    static final Step FORGOTTEN = new Step(null, null, null, null, null, null);

    static Step of(NoticeCase next, NoticeStatus status) {
        return new Step(next, null, null, null, null, status);
    }

    static Step unchanged(NoticeCase notice) {
        return new Step(notice, null, null, null, null, null);
    }
}

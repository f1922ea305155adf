package dev.vigil.schema.account;

import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.types.InState;

/**
 * A person's word that the next fold takes up; one of the three is set.
 *
 * @param reread true of one that a start without state has read: it was answered before
 * @param alone true of one that one person took where two are asked for
 * @param position where it was read
 */
@InState
public record WaitingDecision(
        StandingDecided decided,
        ReportDecided reportDecided,
        ReportDelivered reportDelivered,
        boolean reread,
        boolean alone,
        RecordPosition position) {}

package dev.vigil.policy;

import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.reference.HealthReason;
import dev.vigil.schema.reference.HealthState;
import dev.vigil.schema.reference.ReferenceRecord;
import dev.vigil.schema.reference.ReferenceReview;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A reference that was not reviewed blocks a limited number of sessions and then waits for a
 * person: a bad one would else cut thousands. A person confirms it, and it blocks without limit
 * until too many of its blocks are overturned.
 */
public final class Probation {
    /** Overturned sessions that a record names, the newest: older ones are not judged again. */
    static final int MOST_OVERTURNED = 1_000;

    private Probation() {}

    /** The standing of a session's evidence, and the reference's record after that. */
    public record Standing(ReferenceRecord record, EvidenceStanding evidence) {}

    /**
     * @param blocks true where the evidence, if it may, blocks the session somewhere
     */
    public static Standing of(
            ReferenceRecord record, String sessionId, BooleanSupplier blocks, Limits limits) {
        if (record.overturned().contains(sessionId) || record.state() == HealthState.THIN) {
            return new Standing(record, EvidenceStanding.QUARANTINED);
        }
        boolean counted = record.blocked().contains(sessionId);
        if (record.state() == HealthState.QUARANTINED) {
            // A flood proves nothing about the first ones: they stay blocked until a person has
            // looked.
            boolean stays = counted && record.reason() == HealthReason.FLOOD;
            return new Standing(
                    record, stays ? EvidenceStanding.COUNTED : EvidenceStanding.QUARANTINED);
        }
        if (counted || record.state() == HealthState.CONFIRMED || limits.blocks() == 0) {
            return new Standing(record, EvidenceStanding.COUNTED);
        }
        return blocks.getAsBoolean()
                ? new Standing(with(record, sessionId, limits), EvidenceStanding.COUNTED)
                : new Standing(record, EvidenceStanding.UNCOUNTED);
    }

    private static ReferenceRecord with(ReferenceRecord record, String sessionId, Limits limits) {
        List<String> blocked = plus(record.blocked(), sessionId);
        return blocked.size() < limits.blocks()
                ? record.withBlocked(blocked)
                : record.with()
                        .state(HealthState.QUARANTINED)
                        .reason(HealthReason.FLOOD)
                        .blocked(blocked)
                        .build();
    }

    /** The record once a person has looked. */
    public static ReferenceRecord reviewed(
            ReferenceRecord record, ReferenceReview review, Limits limits) {
        return switch (review.outcome()) {
            case CONFIRMED ->
                    new ReferenceRecord(
                            HealthState.CONFIRMED,
                            HealthReason.PERSON,
                            List.of(),
                            List.of(),
                            record.measure(),
                            record.asserted());
            case QUARANTINED ->
                    record.with()
                            .state(HealthState.QUARANTINED)
                            .reason(HealthReason.PERSON)
                            .build();
            case OVERTURNED -> overturned(record, review.sessionId(), limits);
            case ASSERTED -> record.withAsserted(record.version());
        };
    }

    private static ReferenceRecord overturned(
            ReferenceRecord record, String sessionId, Limits limits) {
        List<String> overturned =
                record.overturned().contains(sessionId)
                        ? record.overturned()
                        : newest(plus(record.overturned(), sessionId), limits);
        boolean tooOften = limits.overturned() > 0 && overturned.size() >= limits.overturned();
        boolean already = record.state() == HealthState.QUARANTINED;
        return tooOften && !(already && record.reason() == HealthReason.PERSON)
                ? record.with()
                        .state(HealthState.QUARANTINED)
                        .reason(HealthReason.OVERTURNED)
                        .overturned(overturned)
                        .build()
                : record.withOverturned(overturned);
    }

    /**
     * The record where its quality is looked at again: a person's word and a quarantine remain, and
     * one that is poor no more is on probation.
     *
     * @param fault null where it is not poor
     */
    public static ReferenceRecord looked(ReferenceRecord record, HealthReason fault) {
        HealthState state = fault == null ? HealthState.PROBATION : HealthState.THIN;
        boolean isOpen =
                record.state() == HealthState.PROBATION || record.state() == HealthState.THIN;
        boolean isSame = record.state() == state && record.reason() == fault;
        return !isOpen || isSame ? record : record.with().state(state).reason(fault).build();
    }

    private static List<String> newest(List<String> sessions, Limits limits) {
        int most = Math.max(MOST_OVERTURNED, limits.overturned());
        return List.copyOf(sessions.subList(Math.max(0, sessions.size() - most), sessions.size()));
    }

    private static List<String> plus(List<String> known, String more) {
        List<String> all = new ArrayList<>(known);
        all.add(more);
        return List.copyOf(all);
    }
}

package dev.vigil.schema.notifier;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What is kept of a notifier. Its size is bounded by the window, not by the number of notices.
 *
 * @param asOf the latest time that it has seen (UTC epoch ms)
 * @param identityVerified as in the last notice that counted
 * @param days counts, the oldest first
 * @param floodSlots the last few minutes, the oldest first
 * @param floodingUntil when the flood is over if nothing more comes; null for none
 * @param warnedAt null for no warning in force
 * @param forgedAt when forged evidence was last found; null for never
 * @param restrictedAt when the share of unfounded notices last led to a restriction
 * @param reports of other platforms that are in force, the first to end first
 * @param since when the level began
 * @param nextAt when the account must be looked at again; null for a new one
 */
@InState
@RecordBuilder
public record NotifierAccount(
        String notifier,
        long asOf,
        boolean identityVerified,
        List<NotifierDay> days,
        List<FloodSlot> floodSlots,
        Long floodingUntil,
        Long warnedAt,
        Long forgedAt,
        Long restrictedAt,
        List<NotifierReport> reports,
        StandingLevel level,
        boolean flooding,
        long since,
        Long nextAt)
        implements NotifierAccountBuilder.With {
    public static NotifierAccount opened(String notifier, long at) {
        return NotifierAccountBuilder.builder()
                .notifier(notifier)
                .asOf(at)
                .days(List.of())
                .floodSlots(List.of())
                .reports(List.of())
                .level(StandingLevel.NORMAL)
                .since(at)
                .build();
    }

    public NotifierAccount counted(long asOf, boolean identityVerified, List<NotifierDay> days) {
        return with().asOf(asOf).identityVerified(identityVerified).days(days).build();
    }

    public NotifierAccount flooded(List<FloodSlot> floodSlots, Long floodingUntil) {
        return with().floodSlots(floodSlots).floodingUntil(floodingUntil).build();
    }

    public NotifierAccount reported(long asOf, List<NotifierReport> reports) {
        return with().asOf(asOf).reports(reports).build();
    }

    public NotifierAccount marked(Long warnedAt, Long forgedAt, Long restrictedAt) {
        return with().warnedAt(warnedAt).forgedAt(forgedAt).restrictedAt(restrictedAt).build();
    }

    public NotifierAccount standing(
            StandingLevel level, boolean flooding, long since, Long nextAt) {
        return with().level(level).flooding(flooding).since(since).nextAt(nextAt).build();
    }
}

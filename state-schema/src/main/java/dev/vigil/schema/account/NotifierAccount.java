package dev.vigil.schema.account;

import dev.vigil.schema.types.InState;
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
 * @param since when the level began
 * @param nextAt when the account must be looked at again; null for a new one
 */
@InState
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
        StandingLevel level,
        boolean flooding,
        long since,
        Long nextAt) {
    public static NotifierAccount opened(String notifier, long at) {
        return new NotifierAccount(
                notifier,
                at,
                false,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                StandingLevel.NORMAL,
                false,
                at,
                null);
    }

    public NotifierAccount counted(long asOf, boolean identityVerified, List<NotifierDay> days) {
        return new NotifierAccount(
                notifier,
                asOf,
                identityVerified,
                days,
                floodSlots,
                floodingUntil,
                warnedAt,
                forgedAt,
                restrictedAt,
                level,
                flooding,
                since,
                nextAt);
    }

    public NotifierAccount flooded(List<FloodSlot> floodSlots, Long floodingUntil) {
        return new NotifierAccount(
                notifier,
                asOf,
                identityVerified,
                days,
                floodSlots,
                floodingUntil,
                warnedAt,
                forgedAt,
                restrictedAt,
                level,
                flooding,
                since,
                nextAt);
    }

    public NotifierAccount marked(Long warnedAt, Long forgedAt, Long restrictedAt) {
        return new NotifierAccount(
                notifier,
                asOf,
                identityVerified,
                days,
                floodSlots,
                floodingUntil,
                warnedAt,
                forgedAt,
                restrictedAt,
                level,
                flooding,
                since,
                nextAt);
    }

    public NotifierAccount standing(
            StandingLevel level, boolean flooding, long since, Long nextAt) {
        return new NotifierAccount(
                notifier,
                asOf,
                identityVerified,
                days,
                floodSlots,
                floodingUntil,
                warnedAt,
                forgedAt,
                restrictedAt,
                level,
                flooding,
                since,
                nextAt);
    }
}

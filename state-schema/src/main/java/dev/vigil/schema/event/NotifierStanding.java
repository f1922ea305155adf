package dev.vigil.schema.event;

/**
 * How a notifier stands; the last record per notifier counts, and one is written only when the
 * standing changes. The counts are those of the rolling window (90 days) at that moment.
 *
 * @param notifier pointer to the notifying party, never personal data
 * @param flooding more notices in a short time than anyone can look at; each keeps its clock
 * @param since when the level began (event time, UTC epoch ms)
 * @param until when a restriction ends; null at any other level
 * @param reason stable code of the rule that set the level
 * @param warnedAt when the warning in force went out, one per moment; null for none
 * @param forgedAt when forged evidence was last found, which goes into a report; null for never, or
 *     once the restriction for it is over
 */
public record NotifierStanding(
        String notifier,
        StandingLevel level,
        boolean flooding,
        int received,
        int upheld,
        int unfounded,
        int forged,
        int overturned,
        long since,
        @MayBeMissing Long until,
        String reason,
        @MayBeMissing Long warnedAt,
        @MayBeMissing Long forgedAt,
        long changedAt) {
    public NotifierStanding {
        Check.id("notifier", notifier);
        Check.present("level", level);
    }

    /** True where nothing is to be treated otherwise than for a notifier that nobody knows. */
    public boolean plain() {
        return level == StandingLevel.NORMAL && !flooding;
    }
}

package dev.vigil.usage;

import java.io.Serializable;
import java.time.ZoneId;

/**
 * How rows of usage come about.
 *
 * @param zone whose days they are of
 * @param completeMs how far back all that a row follows from can still be read: a row that is older
 *     and was never published is not made up
 */
public record UsageRules(ZoneId zone, long completeMs) implements Serializable {
    private static final long DAY_MS = 24L * 3_600_000;

    /** Rows are settled so long behind their day: the look-back of the judge. */
    public static final long SETTLE_MS = 3 * DAY_MS;

    /** A settled row can be amended for so long; what is found later is dropped and counted. */
    public static final long AMEND_MS = 14 * DAY_MS;

    /**
     * A row that is held is kept for longer, until its owners agree: as long as it is on its topic.
     */
    public static final long HELD_MS = 1_095 * DAY_MS;

    /** Such a row is published again this often, so that a start without state reads it back. */
    public static final long HELD_AGAIN_MS = 30 * DAY_MS;

    /** A change is published so long after the first that is not. */
    public static final long PUBLISH_MS = 10_000;

    /**
     * A session is kept for so long behind its last fact: longer than any row that it could change
     * twice.
     */
    public static final long SESSION_MS = SETTLE_MS + AMEND_MS + 3 * DAY_MS;

    /** A session of which no work is known, but only an audience. */
    public static final long UNMATCHED_MS = 2 * DAY_MS;

    public UsageDays days() {
        return new UsageDays(zone);
    }
}

package dev.vigil.figures;

import dev.vigil.schema.figures.FigureKind;
import dev.vigil.usage.UsageDays;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Days, and how long it is remembered what was counted.
 *
 * @param zone of the days
 */
public record FigureRules(ZoneId zone) implements Serializable {
    private static final long DAY_MS = 24L * 3_600_000;

    /**
     * Behind its day a thing is counted no more: longer than the age of any savepoint that a job
     * may be started from, so that what a job repeats then is known still.
     */
    private static final long KNOWN_MS = 35 * DAY_MS;

    /** A million uploads a day would fill the state otherwise. */
    private static final long UPLOADS_KNOWN_MS = 8 * DAY_MS;

    /** Of a part whose other part is not known. */
    private static final long PART_KNOWN_MS = 60 * DAY_MS;

    /** A day has its record after this long: what is late by less is in its figures by then. */
    public static final long GRACE_MS = 3_600_000;

    /** A figure that changes is published no more often. */
    public static final long PUBLISH_MS = 60_000;

    /** Days before the first start that may have a record, in the past. */
    public static final int DAYS_BEFORE = 200;

    /**
     * Why these can't go on with the days that the state has; empty where they can.
     *
     * @param before id of the zone that the state was written with
     */
    public Optional<String> refusal(String before) {
        // PRC and Asia/Shanghai have the same days.
        return ZoneId.of(before).getRules().equals(zone.getRules())
                ? Optional.empty()
                : Optional.of(
                        "days: expected the zone that the state was written with, "
                                + before
                                + ", got "
                                + zone
                                + ": days of both zones would overlap; give usage.zone as it was,"
                                + " or, at a site that has no rows of usage and no figures yet,"
                                + " start the ledger without state");
    }

    private UsageDays days() {
        return new UsageDays(zone);
    }

    /** The day of a moment (UTC epoch ms), as ISO 8601 writes it. */
    public String day(long ms) {
        return days().of(ms);
    }

    /** First moment of a day (UTC epoch ms). */
    public long from(String day) {
        return days().from(day);
    }

    /** First moment of the next day (UTC epoch ms). */
    public long to(String day) {
        return days().to(day);
    }

    /** When nothing is counted any more that happened on the day of a moment (UTC epoch ms). */
    long countedUntil(FigureKind what, String day) {
        return to(day) + (what == FigureKind.UPLOADS_CHECKED ? UPLOADS_KNOWN_MS : KNOWN_MS);
    }

    /** When a part of that moment (UTC epoch ms) is forgotten whose other part is not known. */
    static long partUntil(long at) {
        return at + PART_KNOWN_MS;
    }

    /** When a figure is forgotten: nothing is added to it any more. */
    public long figureUntil(FigureKey key) {
        return countedUntil(key.kind(), key.day().toString());
    }
}

package dev.vigil.schema.event;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who owns a work, and how much of it may be quoted: {@code work.registered}. The higher version
 * wins.
 *
 * @param durationMs length of the work, or null where it is not known
 * @param excerptMs most matched time in the rolling window that still is an excerpt; null is none
 *     at all, as the law gives no number of seconds and bars the cutting of films and series
 * @param excerptPct most of the work's length that still is an excerpt; null is {@value
 *     #DEFAULT_EXCERPT_PCT}
 */
public record RegisteredWork(
        String workId,
        long version,
        @MayBeMissing Long durationMs,
        @MayBeMissing Long excerptMs,
        @MayBeMissing Double excerptPct,
        List<OwnerShare> owners) {
    /** Percent of the work's length. */
    public static final double DEFAULT_EXCERPT_PCT = 10;

    public RegisteredWork {
        Check.id("workId", workId);
        Check.range("version", version, 1, Long.MAX_VALUE);
        Check.optionalRange("durationMs", durationMs, 1, 7L * 24 * 3_600_000);
        Check.optionalRange("excerptMs", excerptMs, 0, Long.MAX_VALUE);
        Check.optionalPercent("excerptPct", excerptPct);
        owners = Check.list("owners", owners, 1, 1_000);
    }

    /** With these owners alone. */
    public RegisteredWork having(List<OwnerShare> shares) {
        return new RegisteredWork(workId, version, durationMs, excerptMs, excerptPct, shares);
    }

    /** Who owns that right in that territory. */
    public Stream<OwnerShare> owners(String territory, RightType right) {
        return owners.stream().filter(share -> share.covers(territory, right));
    }

    /** Whether this one stays where both have come, in whatever order. */
    public boolean supersedes(RegisteredWork other) {
        return version != other.version
                ? version > other.version
                : toString().compareTo(other.toString()) > 0;
    }
}

package dev.vigil.schema.rights;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who owns a work, and how much of it may be quoted: {@code work.registered}. The higher version
 * wins.
 */
@OnTopic
@InState
@InFlight
public record RegisteredWork(
        @Described(
                        "The work: given by who registers it, unique among all works. It is the"
                                + " record's key.")
                String workId,
        @Described(
                        value =
                                "Counts up with every change. The highest counts, whatever arrives"
                                        + " last.",
                        unit = Unit.FROM_1)
                long version,
        @Described(
                        value =
                                "Length of the work, at most seven days. Missing where it is not"
                                        + " known.",
                        unit = Unit.MS)
                @MayBeMissing
                Long durationMs,
        @Described(
                        value =
                                "Longest use by one account in a rolling window (option"
                                        + " excerpt.window, a day by default) that is an excerpt."
                                        + " Missing: no use is an excerpt, as for films and"
                                        + " series.",
                        unit = Unit.MS)
                @MayBeMissing
                Long excerptMs,
        @Described(
                        value =
                                "Largest share of the work's length that is an excerpt. Missing is"
                                        + " 10.",
                        unit = Unit.PERCENT)
                @MayBeMissing
                Double excerptPct,
        @Described("Who owns the work, 1 to 1,000.") List<OwnerShare> owners) {
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

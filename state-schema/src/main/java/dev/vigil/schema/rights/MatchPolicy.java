package dev.vigil.schema.rights;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import java.util.List;

/**
 * What an owner wishes for matches of its works: {@code matchpolicy.updated}. The higher version
 * wins; without rules the owner wishes nothing. Which works are the owner's is in {@link
 * RegisteredWork}.
 */
@OnTopic
@InState
@InFlight
public record MatchPolicy(
        @Described("The owner that decides, as in the register of works. It is the record's key.")
                String ownerId,
        @Described(
                        value =
                                "Counts up with every change. The highest counts, whatever arrives"
                                        + " last.",
                        unit = Unit.FROM_1)
                long version,
        @Described(
                        "The first that a match meets decides. Missing or empty: the owner wishes"
                                + " nothing.")
                @MayBeMissing
                List<MatchRule> rules,
        @Described(
                        "True where the policy is only tried: verdicts name what it would do, and"
                                + " nothing is carried out. Missing is false.")
                @MayBeMissing
                Boolean shadow) {
    public MatchPolicy {
        Check.id("ownerId", ownerId);
        Check.range("version", version, 1, Long.MAX_VALUE);
        rules = Check.list("rules", rules, 0, 1_000);
    }

    /** True where it is only tried. */
    public boolean tried() {
        return Boolean.TRUE.equals(shadow);
    }

    /** With these rules alone. */
    public MatchPolicy having(List<MatchRule> some) {
        return new MatchPolicy(ownerId, version, some, shadow);
    }

    /** Whether this one stays where both have come, in whatever order. */
    public boolean supersedes(MatchPolicy other) {
        return version != other.version
                ? version > other.version
                : toString().compareTo(other.toString()) > 0;
    }
}

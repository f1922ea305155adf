package dev.vigil.schema.event;

import java.util.List;

/**
 * What an owner wishes for matches of its works: {@code matchpolicy.updated}. The higher version
 * wins; without rules the owner wishes nothing. Which works are the owner's says {@link
 * RegisteredWork}.
 *
 * @param rules the first that a match meets counts
 * @param shadow true where it is only tried: told in verdicts, never carried out
 */
public record MatchPolicy(
        String ownerId,
        long version,
        @MayBeMissing List<MatchRule> rules,
        @MayBeMissing Boolean shadow) {
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

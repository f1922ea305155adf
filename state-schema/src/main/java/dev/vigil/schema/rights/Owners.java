package dev.vigil.schema.rights;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who owns a work and what they wish.
 *
 * @param work null where it is not registered
 * @param policies by owner; those of former owners may be among them, without effect
 */
@InState
@InFlight
public record Owners(RegisteredWork work, List<MatchPolicy> policies) {
    public static final Owners NONE = new Owners(null, List.of());

    /** With what the work is by both records. */
    public Owners with(RegisteredWork registered) {
        return new Owners(work == null ? registered : work.merged(registered), policies);
    }

    /** Returns this where a later version is known. */
    public Owners with(MatchPolicy policy) {
        List<MatchPolicy> merged = new ArrayList<>();
        for (MatchPolicy known : policies) {
            if (!known.ownerId().equals(policy.ownerId())) {
                merged.add(known);
            } else if (!policy.supersedes(known)) {
                return this;
            }
        }
        merged.add(policy);
        merged.sort(Comparator.comparing(MatchPolicy::ownerId));
        return new Owners(work, List.copyOf(merged));
    }
}

package dev.vigil.match;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * The fingerprint profiles that a job searches side by side.
 *
 * @param all each with an index of its own in every slot
 */
public record SearchProfiles(List<SearchProfile> all) implements Serializable {
    public SearchProfiles {
        all = List.copyOf(all);
        if (all.stream().map(SearchProfile::id).distinct().count() < all.size()) {
            throw new IllegalArgumentException("profiles: expected each once, got " + all);
        }
    }

    public Optional<SearchProfile> find(String id) {
        for (SearchProfile one : all) {
            if (one.id().equals(id)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /**
     * The profile of an id.
     *
     * @throws IllegalArgumentException if it is not searched
     */
    public SearchProfile of(String id) {
        return find(id).orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "profile: expected one of "
                                                + ids()
                                                + ", got '"
                                                + id
                                                + "'; upgrade the job or make the fingerprint"
                                                + " again"));
    }

    /** Their ids, for people. */
    public String ids() {
        return String.join(", ", all.stream().map(SearchProfile::id).toList());
    }
}

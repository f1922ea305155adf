package dev.vigil.audio;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * The audio profiles that a program works with side by side.
 *
 * @param ofSound what sound is fingerprinted by, where its session has no profile yet
 * @param known all, that one too
 */
public record Profiles(Profile ofSound, List<Profile> known) implements Serializable {
    /** All that there are; sound gets the default one. */
    public static final Profiles ALL = new Profiles(Profile.CURRENT, List.of(Profile.CURRENT));

    public Profiles {
        known = List.copyOf(known);
        if (!known.contains(ofSound)) {
            throw new IllegalArgumentException(
                    "profiles: expected " + ofSound.id() + " among the known ones, got " + known);
        }
    }

    /** The profile of an id; empty if it is not known here. */
    public Optional<Profile> find(String id) {
        return known.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /**
     * The profile of an id.
     *
     * @throws IllegalArgumentException if it is not known here
     */
    public Profile of(String id) {
        return find(id).orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "profile: expected one of "
                                                + String.join(
                                                        ", ",
                                                        known.stream().map(Profile::id).toList())
                                                + ", got '"
                                                + id
                                                + "'; upgrade this program or make the fingerprint"
                                                + " again"));
    }
}

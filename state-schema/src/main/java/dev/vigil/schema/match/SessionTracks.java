package dev.vigil.schema.match;

import dev.vigil.schema.types.InState;
import java.util.ArrayList;
import java.util.List;

/**
 * Evidence that a session gathers, of its sound and of its pictures.
 *
 * @param profiles those that have any, each once
 */
@InState
public record SessionTracks(List<ProfileTracks> profiles) {
    public static final SessionTracks NONE = new SessionTracks(List.of());

    /** What there is of a profile. */
    public ProfileTracks of(String profile) {
        return profiles.stream()
                .filter(one -> one.profile().equals(profile))
                .findFirst()
                .orElse(ProfileTracks.NONE);
    }

    /** All but those of a profile. */
    public List<ProfileTracks> beside(String profile) {
        return profiles.stream().filter(one -> !one.profile().equals(profile)).toList();
    }

    /** With these in place of those of their profile. */
    public SessionTracks with(ProfileTracks tracks) {
        List<ProfileTracks> all = new ArrayList<>(beside(tracks.profile()));
        all.add(tracks);
        return new SessionTracks(List.copyOf(all));
    }

    /** Without a profile. */
    public SessionTracks without(String profile) {
        return new SessionTracks(beside(profile));
    }

    /** Those that are of another use of the session's id than the answer. */
    public List<ProfileTracks> ofAnotherUse(SearchAnswer answer) {
        return profiles.stream().filter(one -> one.isOfAnotherUse(answer)).toList();
    }

    /** Those that are not. */
    public SessionTracks ofThisUse(SearchAnswer answer) {
        return new SessionTracks(
                profiles.stream().filter(one -> !one.isOfAnotherUse(answer)).toList());
    }

    /** Whether any of them goes on: those that are over are there for it. */
    public boolean goOn() {
        return profiles.stream().anyMatch(one -> !one.over());
    }
}

package dev.vigil.schema.match;

import dev.vigil.schema.media.FingerprintProfile;
import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * Evidence that a session gathers in one profile, and the names of the references that it concerns.
 *
 * @param latest the answer that was taken last, without its lines: of which use of the id they are
 * @param threshold evidence that was asked for then
 * @param over whether the session has ended in this profile: what it had is there for the other of
 *     sound and pictures, which goes on
 */
@InState
@RecordBuilder
public record ProfileTracks(
        List<AlignTrack> tracks,
        List<ReferenceName> names,
        SearchAnswer latest,
        double threshold,
        boolean over)
        implements ProfileTracksBuilder.With {
    public static final ProfileTracks NONE =
            new ProfileTracks(List.of(), List.of(), null, 0, false);

    /** Id of the profile. */
    public String profile() {
        return latest.profile();
    }

    /**
     * Whether they are of another use of the session's id than the answer. A session whose sound
     * comes back with another profile is one too: its frames are not of the same length.
     */
    boolean isOfAnotherUse(SearchAnswer answer) {
        boolean isReplaced =
                FingerprintProfile.areOfOneModality(profile(), answer.profile())
                        && !profile().equals(answer.profile());
        return latest.life() != answer.life() || isReplaced;
    }
}

package dev.vigil.schema.match;

import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * Evidence that a session gathers, and the names of the references that it concerns.
 *
 * @param latest the answer that was taken last, without its lines: of which use of the id they are
 */
@InState
public record SessionTracks(
        List<AlignTrack> tracks, List<ReferenceName> names, SearchAnswer latest) {
    public static final SessionTracks NONE = new SessionTracks(List.of(), List.of(), null);

    /**
     * Whether they are of another use of the session's id than the answer. A session that comes
     * back with another profile is one too: its frames are not of the same length.
     */
    public boolean isOfAnotherUse(SearchAnswer answer) {
        return latest != null
                && (latest.life() != answer.life() || !latest.profile().equals(answer.profile()));
    }
}

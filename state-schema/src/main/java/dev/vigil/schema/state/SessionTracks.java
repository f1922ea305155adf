package dev.vigil.schema.state;

import dev.vigil.schema.ear.Track;
import dev.vigil.schema.flow.SearchAnswer;
import java.util.List;

/**
 * Evidence that a session gathers, and the names of the references that it concerns.
 *
 * @param latest the answer that was taken last, without its lines: of which use of the id they are
 */
public record SessionTracks(List<Track> tracks, List<ReferenceName> names, SearchAnswer latest) {
    public static final SessionTracks NONE = new SessionTracks(List.of(), List.of(), null);

    /** Whether they are of another use of the session's id than the answer. */
    public boolean isOfAnotherUse(SearchAnswer answer) {
        return latest != null && latest.life() != answer.life();
    }
}

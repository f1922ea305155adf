package dev.vigil.schema.state;

import dev.vigil.schema.ear.Track;
import java.util.List;

/** Evidence that a session gathers, and the names of the references that it concerns. */
public record SessionTracks(List<Track> tracks, List<ReferenceName> names) {
    public static final SessionTracks NONE = new SessionTracks(List.of(), List.of());
}

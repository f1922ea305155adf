package dev.vigil.edge;

import dev.vigil.video.Picture;
import dev.vigil.video.PictureProfile;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Grey thumbnails of a film at even steps of time, read once from start to end: at each step the
 * picture that is shown then, without gaps.
 */
@FunctionalInterface
public interface PictureSource {
    /** Pictures a second of a stream. */
    int STREAM_RATE =
            PictureProfile.CURRENT.framesPerSecond() / PictureProfile.CURRENT.streamStep();

    /** Of a reference: half the distance between the moments of both is lost. */
    int REFERENCE_RATE = PictureProfile.CURRENT.framesPerSecond();

    /**
     * The next picture; empty at the end.
     *
     * @throws MediaException when the source is damaged or goes away
     */
    Optional<Picture> next() throws IOException;

    /** Pictures that are in memory already. */
    static PictureSource of(List<Picture> pictures) {
        Iterator<Picture> rest = pictures.iterator();
        return () -> rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
    }
}

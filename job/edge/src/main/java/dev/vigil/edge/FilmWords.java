package dev.vigil.edge;

import dev.vigil.schema.media.Modality;
import dev.vigil.video.Picture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Films that are analysed here and pushed nowhere. */
public final class FilmWords {
    private FilmWords() {}

    /**
     * All pictures of a film, decoded as {@code vigil ingest} does it: 33 MB for an hour at the
     * rate of streams.
     *
     * @param location a path, or a URL with its scheme
     * @param picturesPerSecond see {@link PictureSource}
     * @throws MediaException when it can't be read to its end, or has no moving pictures
     */
    public static List<Picture> pictures(String location, int picturesPerSecond)
            throws IOException {
        List<Picture> pictures = new ArrayList<>();
        try (Tracks tracks = Tracks.open(location, Set.of(Modality.VIDEO), picturesPerSecond)) {
            PictureSource source = tracks.pictures().orElseThrow();
            Optional<Picture> next = source.next();
            while (next.isPresent()) {
                pictures.add(next.get());
                next = source.next();
            }
        }
        return pictures;
    }

    /**
     * The words of a reference, packed, in order of time.
     *
     * @param pictures of {@link PictureSource#REFERENCE_RATE}
     */
    public static long[] ofReference(List<Picture> pictures) throws IOException {
        Analysis.OfPictures words = new Analysis.OfPictures(PictureSource.of(pictures));
        while (words.step()) {
            continue;
        }
        return words.words();
    }
}

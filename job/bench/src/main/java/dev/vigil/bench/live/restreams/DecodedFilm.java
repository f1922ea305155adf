package dev.vigil.bench.live.restreams;

import dev.vigil.bench.film.Canvas;
import dev.vigil.edge.PictureSource;
import dev.vigil.edge.Tracks;
import dev.vigil.schema.media.Modality;
import dev.vigil.video.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The beginning of a film of a file, as thumbnails in memory: up to 3.5 MB a minute. */
final class DecodedFilm implements ShownFilm {
    /** Moments a second, so that streams see other ones than references. */
    private static final int PER_SECOND = 40;

    private final String name;
    private final List<Picture> pictures;
    private final Canvas canvas;

    /**
     * Decodes it.
     *
     * @param seconds of which it has no more
     * @throws IOException where it can't be read or has no pictures
     */
    DecodedFilm(Path file, int seconds) throws IOException {
        name = String.valueOf(file.getFileName());
        pictures = new ArrayList<>();
        try (Tracks tracks = Tracks.open(file.toString(), Set.of(Modality.VIDEO), PER_SECOND)) {
            PictureSource source = tracks.pictures().orElseThrow();
            Optional<Picture> next = source.next();
            while (next.isPresent() && pictures.size() < seconds * PER_SECOND) {
                pictures.add(next.get());
                next = source.next();
            }
        }
        if (pictures.isEmpty()) {
            throw new IOException(file + ": expected moving pictures, got none; leave it out");
        }
        canvas = canvas(pictures.get(0));
    }

    private static Canvas canvas(Picture thumbnail) {
        return new Canvas(2 * thumbnail.width(), 2 * thumbnail.height());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double seconds() {
        return (double) pictures.size() / PER_SECOND;
    }

    @Override
    public Canvas canvas() {
        return canvas;
    }

    @Override
    public byte[] at(double seconds) {
        int number = Math.min(pictures.size() - 1, (int) (seconds * PER_SECOND));
        Picture shown = pictures.get(number);
        return new Canvas(shown.width(), shown.height()).scaled(shown.luma(), canvas);
    }
}

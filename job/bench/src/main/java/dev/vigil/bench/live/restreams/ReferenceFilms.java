package dev.vigil.bench.live.restreams;

import dev.vigil.bench.film.GeneratedFilm;
import dev.vigil.cli.evaluate.PictureRecognition;
import dev.vigil.edge.FilmWords;
import dev.vigil.edge.PictureSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The films that streams are searched for.
 *
 * @param folder that they are in, null where they are drawn
 * @param names of them
 */
record ReferenceFilms(Path folder, List<String> names) {
    private static final int DRAWN_SECONDS = 60;

    /** Of a long one the beginning is shown. */
    private static final int MOST_SECONDS = 600;

    /**
     * Those of a folder.
     *
     * @throws IOException where there are none
     */
    static ReferenceFilms of(Path folder) throws IOException {
        return new ReferenceFilms(folder, PictureRecognition.films(folder));
    }

    static ReferenceFilms drawn(int films) {
        return new ReferenceFilms(
                null, IntStream.range(0, films).mapToObj(number -> "drawn-" + number).toList());
    }

    int count() {
        return names.size();
    }

    private Path file(int number) {
        return folder.resolve(names.get(number));
    }

    /** The words of a whole film. */
    long[] words(int number) throws IOException {
        return folder == null
                ? new GeneratedFilm(number).words(DRAWN_SECONDS)
                : FilmWords.ofReference(
                        FilmWords.pictures(file(number).toString(), PictureSource.REFERENCE_RATE));
    }

    ShownFilm open(int number) throws IOException {
        return folder == null
                ? new ShownFilm.Drawn(names.get(number), new GeneratedFilm(number), DRAWN_SECONDS)
                : new DecodedFilm(file(number), MOST_SECONDS);
    }

    /** Whether a file is one of them. */
    boolean has(Path file) throws IOException {
        for (int number = 0; folder != null && number < count(); number++) {
            if (file(number).toRealPath().equals(file.toRealPath())) {
                return true;
            }
        }
        return false;
    }

    String text() {
        return count() + " films" + (folder == null ? ", drawn" : " of " + folder);
    }
}

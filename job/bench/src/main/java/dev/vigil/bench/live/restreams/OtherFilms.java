package dev.vigil.bench.live.restreams;

import dev.vigil.bench.film.GeneratedFilm;
import dev.vigil.cli.evaluate.PictureRecognition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What streams show before a work, and around it: films that hold none.
 *
 * @param films empty for one that is drawn for each stream
 */
record OtherFilms(List<ShownFilm> films) {
    private static final int SECONDS = 120;

    /** Seeds of drawn ones, far from those of works. */
    private static final int FIRST_SEED = 1_000_000;

    private static final int SEEDS = 1_000_000;

    /**
     * The first two minutes of files and of the films of folders; works among them are left out.
     *
     * @throws IOException where there are none
     */
    static OtherFilms of(List<Path> places, ReferenceFilms works) throws IOException {
        List<ShownFilm> films = new ArrayList<>();
        for (Path place : places) {
            for (Path file : files(place)) {
                if (!works.has(file)) {
                    films.add(new DecodedFilm(file, SECONDS));
                }
            }
        }
        if (films.isEmpty() && !places.isEmpty()) {
            throw new IOException(
                    "--lead-in: expected films that are not among the references, got none in "
                            + places
                            + "; give others");
        }
        return new OtherFilms(films);
    }

    private static List<Path> files(Path place) throws IOException {
        return Files.isDirectory(place)
                ? PictureRecognition.films(place).stream().map(place::resolve).toList()
                : List.of(place);
    }

    ShownFilm draw(SplittableRandom random) {
        int drawn = random.nextInt(SEEDS);
        return films.isEmpty()
                ? new ShownFilm.Drawn("other", new GeneratedFilm(FIRST_SEED + drawn), SECONDS)
                : films.get(drawn % films.size());
    }
}

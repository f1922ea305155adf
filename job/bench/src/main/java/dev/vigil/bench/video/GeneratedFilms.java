package dev.vigil.bench.video;

import dev.vigil.bench.film.FilmDistortion;
import dev.vigil.bench.film.GeneratedFilm;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Films and distorted clips of them, drawn and written as YUV4MPEG2, the same every time. Clips of
 * 20 s have a row for each of 5, 10 and 20 s.
 */
final class GeneratedFilms {
    private static final int CLIP_SECONDS = 20;
    private static final int[] LENGTHS = {5, 10, 20};
    private static final int PIECE_SECONDS = 5;
    private static final int PER_2_SECONDS = 25;

    /** Seeds of films that are never indexed. */
    private static final long UNRELATED = 1_000;

    private static final String HEAD = "path,true_ref,offset_s,length_s,distortion,also_s";

    private final Path directory;
    private final int films;
    private final int seconds;
    private final List<String> rows = new ArrayList<>(List.of(HEAD));

    /**
     * @param films to be indexed
     * @param seconds length of each, more than 50
     */
    GeneratedFilms(Path directory, int films, int seconds) {
        this.directory = directory;
        this.films = films;
        this.seconds = seconds;
    }

    Path references() {
        return directory.resolve("references");
    }

    Path queries() {
        return directory.resolve("queries.csv");
    }

    /**
     * Writes all of them.
     *
     * @param clips of each distortion
     * @param unrelated clips of each distortion that no film is in
     */
    void write(int clips, int unrelated, Consumer<String> progress) throws IOException {
        Files.createDirectories(references());
        Files.createDirectories(directory.resolve("clips"));
        for (int film = 0; film < films; film++) {
            GeneratedFilm drawn = new GeneratedFilm(film);
            write(references().resolve(name(film)), seconds, drawn::at);
        }
        for (FilmDistortion distortion : FilmDistortion.values()) {
            progress.accept("drawing clips: " + distortion.id());
            for (int clip = 0; clip < clips; clip++) {
                int film = (clip + distortion.ordinal()) % films;
                clip(distortion, "p" + clip, film, name(film));
            }
            for (int clip = 0; clip < unrelated; clip++) {
                clip(distortion, "n" + clip, UNRELATED + clip, "");
            }
        }
        Files.write(queries(), rows);
    }

    private static String name(long film) {
        return "film" + film + ".y4m";
    }

    private void clip(FilmDistortion distortion, String number, long film, String reference)
            throws IOException {
        String path = "clips/" + distortion.id() + "_" + number + ".y4m";
        Random random = new Random(path.hashCode());
        double speed = distortion.speed(random.nextBoolean());
        double x = random.nextDouble();
        double y = random.nextDouble();
        double[] starts = starts(distortion, random);
        GeneratedFilm drawn = new GeneratedFilm(film);
        GeneratedFilm behind = new GeneratedFilm(UNRELATED + 500 + film);
        write(
                directory.resolve(path),
                CLIP_SECONDS,
                at -> {
                    int piece = (int) (at / PIECE_SECONDS);
                    double from = starts.length == 1 ? starts[0] : starts[piece] - at + at % 5;
                    byte[] luma = drawn.at(from + speed * at);
                    return distortion.of(GeneratedFilm.CANVAS, luma, () -> behind.at(at), at, x, y);
                });
        for (int length : LENGTHS) {
            rows.add(row(path, reference, starts, length, distortion));
        }
    }

    /** Of excerpts one each, far from each other. */
    private double[] starts(FilmDistortion distortion, Random random) {
        if (distortion != FilmDistortion.REORDER) {
            return new double[] {2 + random.nextDouble() * (seconds - 2 - 1.1 * CLIP_SECONDS)};
        }
        int pieces = CLIP_SECONDS / PIECE_SECONDS;
        double room = (double) seconds / pieces;
        double[] starts = new double[pieces];
        for (int i = 0; i < pieces; i++) {
            // The later ones first.
            int slot = pieces - 1 - i;
            starts[i] = slot * room + random.nextDouble() * (room - PIECE_SECONDS);
        }
        return starts;
    }

    private static String row(
            String path, String reference, double[] starts, int length, FilmDistortion distortion) {
        List<String> also = new ArrayList<>();
        for (int i = 1; i < starts.length && i * PIECE_SECONDS < length; i++) {
            also.add(String.format(Locale.ROOT, "%.3f", starts[i] - i * PIECE_SECONDS));
        }
        return String.format(
                Locale.ROOT,
                "%s,%s,%.3f,%d,%s,%s",
                path,
                reference,
                starts[0],
                length,
                distortion.id(),
                String.join(";", also));
    }

    /** The pictures of a film by time. */
    private interface Drawn {
        byte[] at(double seconds);
    }

    private static void write(Path file, int seconds, Drawn film) throws IOException {
        byte[] frame = "FRAME\n".getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            String head =
                    "YUV4MPEG2 W%d H%d F%d:2 Ip A1:1 Cmono\n"
                            .formatted(GeneratedFilm.WIDTH, GeneratedFilm.HEIGHT, PER_2_SECONDS);
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < seconds * PER_2_SECONDS / 2; i++) {
                out.write(frame);
                out.write(film.at(2.0 * i / PER_2_SECONDS));
            }
        }
    }
}

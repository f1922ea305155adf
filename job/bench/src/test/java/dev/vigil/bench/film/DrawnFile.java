package dev.vigil.bench.film;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Drawn films as files that any decoder reads. */
public final class DrawnFile {
    private static final int RATE = 10;

    private DrawnFile() {}

    /**
     * Writes a piece of a film, ten pictures a second.
     *
     * @param from where it begins, in seconds
     */
    public static void write(Path file, long seed, double from, int seconds) throws IOException {
        GeneratedFilm film = new GeneratedFilm(seed);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(ascii("YUV4MPEG2 W128 H72 F10:1 Ip A1:1 Cmono\n"));
            for (int i = 0; i < RATE * seconds; i++) {
                out.write(ascii("FRAME\n"));
                out.write(film.at(from + (double) i / RATE));
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

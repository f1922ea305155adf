package dev.vigil.bench.film;

import dev.vigil.edge.FilmWords;
import dev.vigil.edge.PictureSource;
import dev.vigil.schema.media.PictureSegment;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Thumbnails of a drawn film, round and round: streams run along it, each from a cell of 2 s of its
 * own. They are drawn once; an hour takes 33 MB.
 */
public final class LoopedFilm {
    /** Of a segment. */
    public static final long PERIOD_MS = 2_000;

    private static final int WIDTH = GeneratedFilm.WIDTH / 2;
    private static final int HEIGHT = GeneratedFilm.HEIGHT / 2;
    private static final int RATE = PictureSource.STREAM_RATE;
    private static final int PICTURES = (int) (RATE * PERIOD_MS / 1_000);
    private static final int BYTES = WIDTH * HEIGHT;

    private final GeneratedFilm film;
    private final int seconds;
    private final byte[] luma;

    /**
     * @param seconds 2 or more
     */
    public LoopedFilm(long seed, int seconds) {
        this.film = new GeneratedFilm(seed);
        this.seconds = seconds;
        this.luma = new byte[cells() * PICTURES * BYTES];
        for (int i = 0; i < luma.length / BYTES; i++) {
            System.arraycopy(thumbnail((double) i / RATE), 0, luma, i * BYTES, BYTES);
        }
    }

    /** Of each four pixels one. */
    private byte[] thumbnail(double atSeconds) {
        byte[] large = film.at(atSeconds);
        byte[] small = new byte[BYTES];
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                int at = 2 * row * GeneratedFilm.WIDTH + 2 * column;
                int below = at + GeneratedFilm.WIDTH;
                int light =
                        (large[at] & 0xff)
                                + (large[at + 1] & 0xff)
                                + (large[below] & 0xff)
                                + (large[below + 1] & 0xff);
                small[row * WIDTH + column] = (byte) (light / 4);
            }
        }
        return small;
    }

    /** Stretches of 2 s that a stream may begin at. */
    public int cells() {
        return (int) (1_000L * seconds / PERIOD_MS);
    }

    /** Length of the film in frames of the profile. */
    public long frames() {
        return (long) seconds * PictureProfile.CURRENT.framesPerSecond();
    }

    /** The words of the film as a reference. */
    public long[] words() throws IOException {
        List<Picture> pictures = new ArrayList<>();
        for (long frame = 0; frame < frames(); frame++) {
            double at = PictureProfile.CURRENT.millis(frame) / 1_000;
            pictures.add(new Picture(frame, WIDTH, HEIGHT, thumbnail(at)));
        }
        return FilmWords.ofReference(pictures);
    }

    /**
     * A segment of a stream that began at a cell.
     *
     * @param captureTime of its first picture (UTC epoch ms)
     */
    public PictureSegment segment(String session, int cell, long number, long captureTime) {
        byte[] shown = new byte[PICTURES * BYTES];
        int at = (int) ((cell + number) % cells()) * shown.length;
        System.arraycopy(luma, at, shown, 0, shown.length);
        return new PictureSegment(
                session, number, captureTime, captureTime, WIDTH, HEIGHT, RATE, shown);
    }
}

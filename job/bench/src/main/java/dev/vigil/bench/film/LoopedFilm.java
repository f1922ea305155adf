package dev.vigil.bench.film;

import dev.vigil.edge.PictureSource;
import dev.vigil.schema.media.PictureSegment;
import dev.vigil.video.PictureProfile;
import java.io.IOException;

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
            System.arraycopy(film.thumbnail((double) i / RATE), 0, luma, i * BYTES, BYTES);
        }
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
        return film.words(seconds);
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

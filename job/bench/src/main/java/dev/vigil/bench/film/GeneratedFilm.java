package dev.vigil.bench.film;

import dev.vigil.edge.FilmWords;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A film that is drawn: scenes of 1 to 4 s, in each blobs of light that move over a slope. */
public final class GeneratedFilm {
    public static final int WIDTH = 128;
    public static final int HEIGHT = 72;
    public static final Canvas CANVAS = new Canvas(WIDTH, HEIGHT);

    private static final int BLOBS = 9;
    private static final int SCENES = 2_000;

    private final long seed;
    private final double[] cuts = new double[SCENES];

    /** Place, size and speed in parts of the sides, brightness in levels. */
    private record Blob(
            double x, double y, double size, double light, double moveX, double moveY) {}

    public GeneratedFilm(long seed) {
        this.seed = seed;
        Random random = new Random(seed);
        for (int scene = 1; scene < SCENES; scene++) {
            cuts[scene] = cuts[scene - 1] + 1 + 3 * random.nextDouble();
        }
    }

    /** The picture of a moment, a byte a pixel, row by row. */
    public byte[] at(double seconds) {
        int found = Arrays.binarySearch(cuts, seconds);
        int scene = found < 0 ? Math.max(0, -found - 2) : found;
        float[] light = slope();
        Random random = new Random(seed << 20 | scene);
        for (int i = 0; i < BLOBS; i++) {
            add(blob(random), seconds - cuts[scene], light);
        }
        byte[] luma = new byte[light.length];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = level(light[i]);
        }
        return luma;
    }

    /**
     * As Math.round makes it, which C1 compiles to a call: of a float and a half the sum is exact.
     */
    private static byte level(float light) {
        float within = light < 0 ? 0 : light > 255 ? 255 : light;
        return (byte) (within + 0.5);
    }

    /**
     * The words of its beginning as a reference.
     *
     * @param seconds how much of it
     */
    public long[] words(int seconds) throws IOException {
        PictureProfile profile = PictureProfile.CURRENT;
        List<Picture> pictures = new ArrayList<>();
        for (long frame = 0; frame < (long) seconds * profile.framesPerSecond(); frame++) {
            byte[] luma = thumbnail(profile.millis(frame) / 1_000);
            pictures.add(new Picture(frame, WIDTH / 2, HEIGHT / 2, luma));
        }
        return FilmWords.ofReference(pictures);
    }

    /** The picture of a moment in a quarter of the pixels, as streams send it. */
    byte[] thumbnail(double seconds) {
        return CANVAS.halved(at(seconds));
    }

    private static float[] slope() {
        float[] light = new float[WIDTH * HEIGHT];
        for (int i = 0; i < light.length; i++) {
            light[i] = 124 + 20f * (i % WIDTH) / WIDTH - 12f * (i / WIDTH) / HEIGHT;
        }
        return light;
    }

    private static Blob blob(Random random) {
        return new Blob(
                random.nextDouble(),
                random.nextDouble(),
                0.05 + 0.2 * random.nextDouble(),
                160 * random.nextDouble() - 80,
                0.1 * random.nextGaussian(),
                0.1 * random.nextGaussian());
    }

    private static void add(Blob blob, double seconds, float[] light) {
        float[] across = bell(WIDTH, blob.x + blob.moveX * seconds, blob.size);
        float[] down = bell(HEIGHT, blob.y + blob.moveY * seconds, blob.size);
        for (int row = 0; row < HEIGHT; row++) {
            float high = (float) blob.light * down[row];
            for (int column = 0; column < WIDTH; column++) {
                light[row * WIDTH + column] += high * across[column];
            }
        }
    }

    private static float[] bell(int pixels, double middle, double size) {
        float[] bell = new float[pixels];
        for (int i = 0; i < pixels; i++) {
            double off = ((i + 0.5) / pixels - middle) / size;
            bell[i] = (float) Math.exp(-off * off);
        }
        return bell;
    }
}

package dev.vigil.video;

import java.util.Arrays;
import java.util.Random;

/** A film that is drawn: scenes of 1 to 4 s, in each blobs of light that move over a slope. */
public final class DrawnPictures {
    private static final int BLOBS = 9;
    private static final int SCENES = 2_000;

    /** Frames a second of the times that are asked for. */
    private static final double RATE = PictureProfile.CURRENT.framesPerSecond();

    private final long seed;
    private final int width;
    private final int height;
    private final double[] cuts = new double[SCENES];

    public DrawnPictures(long seed, int width, int height) {
        this.seed = seed;
        this.width = width;
        this.height = height;
        Random random = new Random(seed);
        for (int scene = 1; scene < SCENES; scene++) {
            cuts[scene] = cuts[scene - 1] + 1 + 3 * random.nextDouble();
        }
    }

    /** Pictures from the beginning, some frames apart. */
    public Picture[] film(int count, int step) {
        return film(0, count, step);
    }

    /** The same from a time on, whose frames are counted from 0 all the same. */
    public Picture[] film(double fromSeconds, int count, int step) {
        return film(fromSeconds, 1, count, step);
    }

    /** The same at another speed. */
    public Picture[] film(double fromSeconds, double speed, int count, int step) {
        Picture[] film = new Picture[count];
        for (int i = 0; i < count; i++) {
            film[i] = at((long) i * step, fromSeconds + speed * i * step / RATE);
        }
        return film;
    }

    private Picture at(long frame, double seconds) {
        int found = Arrays.binarySearch(cuts, seconds);
        int scene = found < 0 ? -found - 2 : found;
        double[][] blobs = blobs(new Random(seed << 20 | scene));
        byte[] luma = new byte[width * height];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double x = (column + 0.5) / width;
                double y = (row + 0.5) / height;
                luma[row * width + column] = grey(light(blobs, x, y, seconds - cuts[scene]));
            }
        }
        return new Picture(frame, width, height, luma);
    }

    /** Place, size, light and speed of each. */
    private static double[][] blobs(Random random) {
        double[][] blobs = new double[BLOBS][];
        for (int i = 0; i < BLOBS; i++) {
            blobs[i] =
                    new double[] {
                        random.nextDouble(),
                        random.nextDouble(),
                        0.05 + 0.2 * random.nextDouble(),
                        160 * random.nextDouble() - 80,
                        0.1 * random.nextGaussian(),
                        0.1 * random.nextGaussian()
                    };
        }
        return blobs;
    }

    private static double light(double[][] blobs, double x, double y, double seconds) {
        double light = 128 + 20 * (x - 0.5) - 12 * (y - 0.5);
        for (double[] blob : blobs) {
            double offX = (x - blob[0] - blob[4] * seconds) / blob[2];
            double offY = (y - blob[1] - blob[5] * seconds) / blob[2];
            light += blob[3] * Math.exp(-offX * offX - offY * offY);
        }
        return light;
    }

    private static byte grey(double light) {
        return (byte) Math.round(Math.max(0, Math.min(255, light)));
    }

    static Picture flat(long frame, int grey) {
        byte[] luma = new byte[64 * 36];
        Arrays.fill(luma, (byte) grey);
        return new Picture(frame, 64, 36, luma);
    }

    public static Picture mirrored(Picture of) {
        byte[] luma = new byte[of.luma().length];
        for (int row = 0; row < of.height(); row++) {
            for (int column = 0; column < of.width(); column++) {
                luma[row * of.width() + column] = (byte) of.at(of.width() - 1 - column, row);
            }
        }
        return new Picture(of.frame(), of.width(), of.height(), luma);
    }

    public static Picture graded(Picture of, double gain, double offset) {
        byte[] luma = new byte[of.luma().length];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = grey(128 + gain * ((of.luma()[i] & 0xff) - 128) + offset);
        }
        return new Picture(of.frame(), of.width(), of.height(), luma);
    }

    /** A picture in a part of another one, by the nearest pixels. */
    public static Picture inset(Picture of, Picture behind, int left, int top, int wide, int high) {
        byte[] luma = behind.luma().clone();
        for (int row = 0; row < high; row++) {
            for (int column = 0; column < wide; column++) {
                luma[(top + row) * behind.width() + left + column] =
                        (byte) of.at(column * of.width() / wide, row * of.height() / high);
            }
        }
        return new Picture(behind.frame(), behind.width(), behind.height(), luma);
    }
}

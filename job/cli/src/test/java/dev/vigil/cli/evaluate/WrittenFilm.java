package dev.vigil.cli.evaluate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Films as files without a codec (YUV4MPEG2): grey blobs that move, other ones every 2.5 s. */
final class WrittenFilm {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 36;
    private static final int RATE = 8;
    private static final int SCENE = 20;
    private static final int BLOBS = 8;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    WrittenFilm() {
        out.writeBytes(
                "YUV4MPEG2 W64 H36 F8:1 Ip A1:1 Cmono\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** Appends seconds of the film of a seed. */
    WrittenFilm film(long seed, double from, double seconds) {
        int first = (int) Math.round(from * RATE);
        for (int i = 0; i < seconds * RATE; i++) {
            add(picture(seed, first + i));
        }
        return this;
    }

    /** The same from right to left. */
    WrittenFilm mirrored(long seed, double from, double seconds) {
        int first = (int) Math.round(from * RATE);
        for (int i = 0; i < seconds * RATE; i++) {
            byte[] picture = picture(seed, first + i);
            byte[] mirrored = new byte[picture.length];
            for (int at = 0; at < picture.length; at++) {
                mirrored[at] = picture[at - at % WIDTH + WIDTH - 1 - at % WIDTH];
            }
            add(mirrored);
        }
        return this;
    }

    /** One picture of a film, held. */
    WrittenFilm held(long seed, double at, double seconds) {
        for (int i = 0; i < seconds * RATE; i++) {
            add(picture(seed, (int) Math.round(at * RATE)));
        }
        return this;
    }

    private void add(byte[] picture) {
        out.writeBytes("FRAME\n".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(picture);
    }

    private static byte[] picture(long seed, int frame) {
        Random random = new Random(seed << 20 | frame / SCENE);
        double[] light = new double[WIDTH * HEIGHT];
        for (int blob = 0; blob < BLOBS; blob++) {
            double x = random.nextDouble() + 0.15 * random.nextGaussian() * (frame % SCENE) / RATE;
            double y = random.nextDouble() + 0.15 * random.nextGaussian() * (frame % SCENE) / RATE;
            double size = 0.06 + 0.2 * random.nextDouble();
            double high = 180 * random.nextDouble() - 90;
            for (int i = 0; i < light.length; i++) {
                double offX = ((i % WIDTH + 0.5) / WIDTH - x) / size;
                double offY = ((i / WIDTH + 0.5) / HEIGHT - y) / size;
                light[i] += high / (1 + Math.pow(offX * offX + offY * offY, 2));
            }
        }
        byte[] luma = new byte[light.length];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = (byte) Math.max(0, Math.min(255, 128 + light[i]));
        }
        return luma;
    }

    void to(Path file) throws IOException {
        Files.write(file, out.toByteArray());
    }
}

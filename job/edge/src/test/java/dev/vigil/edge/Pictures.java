package dev.vigil.edge;

import dev.vigil.video.Picture;
import java.util.ArrayList;
import java.util.List;

/** Pictures that tests draw. */
final class Pictures {
    private Pictures() {}

    /** Some that move: a bright rectangle before a shaded ground, another shape each second. */
    static List<Picture> moving(int count, int step) {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pictures.add(moving(i * step, 64, 36));
        }
        return pictures;
    }

    static Picture moving(long frame, int width, int height) {
        byte[] luma = new byte[width * height];
        long scene = frame / 8;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double wave = Math.sin(x * (0.1 + 0.07 * (scene % 5)) + frame * 0.3);
                double other = Math.cos(y * (0.15 + 0.05 * (scene % 7)) - frame * 0.2);
                luma[y * width + x] = (byte) (128 + 60 * wave * other + 40 * other);
            }
        }
        return new Picture(frame, width, height, luma);
    }

    static Picture black(long frame) {
        return new Picture(frame, 64, 36, new byte[64 * 36]);
    }
}

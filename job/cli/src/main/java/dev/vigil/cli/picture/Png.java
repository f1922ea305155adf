package dev.vigil.cli.picture;

import dev.vigil.cli.text.Failure;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/** Pictures in files. */
public final class Png {
    private Png() {}

    /** Whether a file of that name is a picture. */
    static boolean isName(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".png");
    }

    /**
     * Asked before long work that ends with a picture.
     *
     * @throws IllegalArgumentException where the file's name promises something else
     * @throws IOException where the file can't be written
     */
    public static void unlessWritable(Path file) throws IOException {
        if (!isName(file.toString())) {
            throw new IllegalArgumentException(
                    file + ": expected a name that ends in .png, got another; pictures are PNG");
        }
        Failure.unlessWritable(file);
    }

    /**
     * Draws and writes a picture; no window is opened, whatever the machine has.
     *
     * @throws IOException if the file can't be written
     */
    public static void write(Path file, Supplier<BufferedImage> picture) throws IOException {
        System.setProperty("java.awt.headless", "true");
        try (OutputStream out = Files.newOutputStream(file)) {
            if (!ImageIO.write(picture.get(), "png", out)) {
                throw new IOException(
                        file + ": expected a Java that writes PNG, got one without; use another");
            }
        }
    }
}

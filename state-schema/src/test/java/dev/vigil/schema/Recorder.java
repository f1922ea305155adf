package dev.vigil.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that follow from the code: compared by every test run, written only where {@code
 * -Dvigil.record=true} is given, by hand.
 */
public final class Recorder {
    private static final String COMMAND =
            "mvn -B -pl state-schema test -Dtest='%s' -Dvigil.record=true";

    private Recorder() {}

    public static boolean on() {
        return Boolean.getBoolean("vigil.record");
    }

    /** How to record what a test compares. */
    public static String command(Class<?> test) {
        return "record it with: " + COMMAND.formatted(test.getSimpleName());
    }

    /** Compares a file with what the code says, or writes it while recording. */
    public static void check(Path file, String content, Class<?> test) {
        if (on()) {
            write(file, content.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(file).as("%s; %s", file, command(test)).exists();
        assertThat(file)
                .as("%s has drifted from the code; %s", file, command(test))
                .hasContent(content);
    }

    public static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            System.out.println("Recorded " + file.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

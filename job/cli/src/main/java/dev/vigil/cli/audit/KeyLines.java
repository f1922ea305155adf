package dev.vigil.cli.audit;

import dev.vigil.audit.NoteKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A verifier key on the command line: the line itself, or a file with it. */
public final class KeyLines {
    private KeyLines() {}

    public static NoteKey read(String lineOrFile) throws IOException {
        if (isFile(lineOrFile)) {
            return NoteKey.parse(Files.readString(Path.of(lineOrFile)));
        }
        if (lineOrFile.indexOf('+') < 0) {
            throw new IllegalArgumentException(
                    "verifier key: expected a verifier key or a file with one, got '"
                            + lineOrFile
                            + "'; check the path");
        }
        return NoteKey.parse(lineOrFile);
    }

    private static boolean isFile(String text) {
        try {
            return Files.isRegularFile(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}

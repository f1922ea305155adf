package dev.vigil.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * How far a peer's feed is fetched, over a restart. Without the file all of it is fetched again.
 */
final class CursorFile {
    /** Of another's text: longer ones are not kept. */
    static final int MOST = 2_000;

    private final Path file;

    CursorFile(Path file) {
        this.file = file;
    }

    /** Null for the beginning. */
    String read() throws IOException {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? null : text;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** The whole of it or nothing, whenever the process ends. */
    void write(String cursor) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, cursor == null ? "" : cursor, StandardCharsets.UTF_8);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

package dev.vigil.client.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A published log in a folder. */
record FolderLog(Path folder) implements PublishedLog {
    @Override
    public Optional<byte[]> get(String path) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(path)));
        } catch (NoSuchFileException e) {
            if (!Files.isDirectory(folder)) {
                throw new IOException(
                        folder
                                + ": expected a folder with a published log, got none; check the"
                                + " path",
                        e);
            }
            return Optional.empty();
        }
    }
}

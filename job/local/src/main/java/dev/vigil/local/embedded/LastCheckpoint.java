package dev.vigil.local.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the last checkpoint that a killed process completed. */
final class LastCheckpoint {
    private static final String METADATA = "_metadata";

    /** checkpoints / job id / chk-N / _metadata. */
    private static final int DEPTH = 3;

    private LastCheckpoint() {}

    /** Flink writes the metadata last, so a folder that has it is whole. */
    static Optional<Path> under(Path checkpoints) throws IOException {
        if (!Files.isDirectory(checkpoints)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(checkpoints, DEPTH)) {
            return files.filter(file -> file.endsWith(METADATA))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .map(Path::getParent);
        }
    }
}

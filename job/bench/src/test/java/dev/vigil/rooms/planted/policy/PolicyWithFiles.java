package dev.vigil.rooms.planted.policy;

import java.nio.file.Files;
import java.nio.file.Path;

/** Planted: a decision that asks the machine. */
public final class PolicyWithFiles {
    private PolicyWithFiles() {}

    static boolean decide(Path path) {
        return Files.exists(path);
    }
}

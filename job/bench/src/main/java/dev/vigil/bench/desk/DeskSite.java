package dev.vigil.bench.desk;

import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a folder holds of an earlier run.
 *
 * @param plan that its store was filled by
 * @param bytes of keys and bodies of its records, by topic
 */
record DeskSite(DeskPlan plan, Map<String, Long> bytes) {
    private static final String FILE = "site.json";

    static Optional<DeskSite> in(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        return Files.exists(file)
                ? Optional.of(Json.read(Files.readAllBytes(file), DeskSite.class))
                : Optional.empty();
    }

    void keep(Path folder) throws IOException {
        Files.write(folder.resolve(FILE), Json.bytes(this));
    }
}

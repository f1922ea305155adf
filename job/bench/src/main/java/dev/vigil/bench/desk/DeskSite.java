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
 * @param behind the first notice that its topics don't have yet; null for that behind the plan
 */
record DeskSite(DeskPlan plan, Map<String, Long> bytes, Long behind) {
    private static final String FILE = "site.json";

    static Optional<DeskSite> in(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        return Files.exists(file)
                ? Optional.of(Json.read(Files.readAllBytes(file), DeskSite.class))
                : Optional.empty();
    }

    /** The notices that come next: of times behind the end of the plan. */
    long next() {
        return behind == null ? plan.notices() : behind;
    }

    DeskSite with(long more) {
        return new DeskSite(plan, bytes, next() + more);
    }

    void keep(Path folder) throws IOException {
        Files.write(folder.resolve(FILE), Json.bytes(this));
    }
}

package dev.vigil.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A misspelt option would stop a job at start, on the cluster; here it stops the build. */
class ArgumentsTest {
    static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path file : Manifests.files()) {
            if (!Arguments.isOfVerb(file)) {
                files.add(file);
            }
        }
        return files;
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyOptionIsKnown(Path file) throws IOException {
        for (JsonNode document : Manifests.documents(file)) {
            assertThat(Arguments.unknown(document)).as(file.toString()).isEmpty();
        }
    }

    @Test
    void plantedUnknownOptionIsCaught() throws IOException {
        JsonNode planted =
                Manifests.documents("spec: {job: {args: [--job, media, --kafka.botstrap, x]}}")
                        .get(0);

        assertThat(Arguments.unknown(planted)).containsExactly("kafka.botstrap");
    }

    @Test
    void patchesOfDeploymentsAreOfVerbsAndNoOthers() throws IOException {
        Path production = Manifests.ROOM.resolve("overlays/production");

        assertThat(Arguments.isOfVerb(production.resolve("desk-log.yaml"))).isTrue();
        assertThat(Arguments.isOfVerb(production.resolve("ledger-keys.yaml"))).isFalse();
    }

    @Test
    void referencePageIsRead() throws IOException {
        assertThat(Arguments.known()).contains("job", "kafka.bootstrap", "clock.grace");
    }

    @Test
    void entryClassExists() {
        Path sources = Manifests.PROJECT.resolve("job/stream/src/main/java");

        for (String job : List.of("media", "notice", "ledger")) {
            JsonNode deployment =
                    Manifests.documents(Manifests.ROOM.resolve("base/" + job + ".yaml")).get(0);
            String entryClass = deployment.at("/spec/job/entryClass").asText();
            assertThat(sources.resolve(entryClass.replace('.', '/') + ".java"))
                    .matches(Files::isRegularFile);
        }
    }
}

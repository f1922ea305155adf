package dev.vigil.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A misspelt key of Flink's would be a setting that nobody has: Flink says nothing. */
class FlinkOptionsTest {
    private static FlinkOptions options;

    @BeforeAll
    static void read() throws Exception {
        options = new FlinkOptions();
    }

    static List<Path> overlays() {
        return Manifests.overlays();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyKeyIsKnown(Path overlay) throws IOException {
        assumeTrue(Kustomize.isInstalled(), "no kubectl on this machine");
        for (JsonNode document : Kustomize.render(overlay)) {
            assertThat(options.unknown(document)).as(overlay.toString()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "execution.checkpointing.incremental.enabled",
                "state.backend.typ",
                // Of older Flinks: known to the operator's own, unknown to ours.
                "state.savepoints.dir.",
                "high-availability",
                "metrics.reporter.prom.factory.clas",
                "kubernetes.operator.periodic.savepoint.intervall",
                "job.autoscaler.enable",
                "slotmanager.redundant-taskmanagers",
            })
    void plantedKeyIsCaught(String key) {
        ObjectNode media =
                (ObjectNode) Manifests.documents(Manifests.ROOM.resolve("base/media.yaml")).get(0);
        assertThat(options.unknown(media)).isEmpty();

        ((ObjectNode) media.at("/spec/flinkConfiguration")).put(key, "x");

        assertThat(options.unknown(media)).containsExactly(key);
    }

    /** The keys are those of the Flink that is built for, and that the image has. */
    @Test
    void oneFlinkEverywhere() throws IOException {
        assertThat(options.keys()).hasSizeGreaterThan(300).contains("state.backend.type");
        String version = System.getProperty("flink.version");

        assertThat(Files.readString(Manifests.PROJECT.resolve("pom.xml")))
                .contains("<flink.version>" + version + "</flink.version>");
        assertThat(Files.readString(Manifests.ROOM.resolve("Dockerfile")))
                .contains("FROM flink:" + version + "-java17");
        JsonNode media = Manifests.documents(Manifests.ROOM.resolve("base/media.yaml")).get(0);
        assertThat(media.at("/spec/flinkVersion").asText())
                .isEqualTo("v" + version.replaceFirst("\\.\\d+$", "").replace('.', '_'));
    }
}

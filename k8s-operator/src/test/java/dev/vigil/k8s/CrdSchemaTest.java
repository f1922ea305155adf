package dev.vigil.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is of the operator's kinds, whole or patch, holds only what its CRDs define. */
class CrdSchemaTest {
    /** As a merge patch is merged. */
    private static final ObjectMapper JSON = new ObjectMapper().setDefaultMergeable(true);

    private CrdSchema schema;

    @BeforeEach
    void findSchema() {
        schema = CrdSchema.find("FlinkDeployment").orElse(null);
        assumeTrue(schema != null, CrdSchema.MISSING);
    }

    static List<Path> files() {
        return Manifests.files().stream()
                .filter(
                        file ->
                                Manifests.documents(file).stream()
                                        .anyMatch(Manifests::isDeployment))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void manifestIsValid(Path file) {
        List<JsonNode> deployments =
                Manifests.documents(file).stream().filter(Manifests::isDeployment).toList();

        assertThat(deployments).allSatisfy(it -> assertThat(schema.errors(it)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "/spec, taskManagers, {}, taskManagers",
        "/spec/taskManager/resource, memmory, 1g, memmory",
        "/spec, flinkVersion, v2_9, flinkVersion",
        "/spec/job, upgradeMode, hope, upgradeMode",
        "/spec/job, parallelism, two, parallelism",
        "/spec/job, allowNonRestoredState, perhaps, allowNonRestoredState",
        "/spec/podTemplate/spec/containers/0, imagePullPolize, Always, imagePullPolize",
    })
    void plantedErrorIsCaught(String parent, String field, String value, String named) {
        JsonNode deployment = deploymentWithPod();
        assertThat(schema.errors(deployment)).isEmpty();

        ((ObjectNode) deployment.at(parent)).put(field, value);

        assertThat(schema.errors(deployment)).isNotEmpty().allMatch(it -> it.contains(named));
    }

    /** They are typed at night: what the API server would drop or refuse is not in them. */
    @Test
    void patchesOfTheGuideAreValid() throws IOException {
        Path guide = Manifests.PROJECT.resolve("job/docs/guides/operator.md");
        List<String> patches =
                Pattern.compile("`(\\{\"spec\":.*?})`")
                        .matcher(Files.readString(guide))
                        .results()
                        .map(patch -> patch.group(1))
                        .toList();

        assertThat(patches)
                .hasSizeGreaterThan(3)
                .allSatisfy(patch -> assertThat(schema.errors(patched(patch))).isEmpty());
        String planted = patches.get(0).replace("restartNonce", "restart");
        assertThat(schema.errors(patched(planted))).hasSize(1);
    }

    private static JsonNode patched(String patch) throws IOException {
        JsonNode deployment = deploymentWithPod();
        return JSON.readerForUpdating(deployment).readValue(patch);
    }

    @Test
    void plantedErrorOutsideSpecIsCaught() {
        ObjectNode deployment = (ObjectNode) deploymentWithPod();
        deployment.put("apiVersion", "flink.apache.org/v1").putObject("specs");

        assertThat(schema.errors(deployment)).hasSize(2);
    }

    static List<Path> snapshots() {
        return Manifests.snapshots();
    }

    @ParameterizedTest
    @MethodSource("snapshots")
    void snapshotIsValidAndOfAJobThatIsThere(Path file) {
        CrdSchema snapshots = CrdSchema.find("FlinkStateSnapshot").orElseThrow();
        JsonNode snapshot = Manifests.documents(file).get(0);

        assertThat(snapshots.errors(snapshot)).isEmpty();
        assertThat(jobs()).contains(snapshot.at("/spec/jobReference/name").asText());

        ObjectNode savepoint = (ObjectNode) snapshot.at("/spec/savepoint");
        savepoint.put("formatType", "CANONICLE").put("dispose", true);
        assertThat(snapshots.errors(snapshot))
                .hasSize(2)
                .anyMatch(it -> it.contains("formatType"))
                .anyMatch(it -> it.contains("dispose"));
    }

    /** A job without one would be noticed when somebody wants to go back. */
    @Test
    void everyJobHasASnapshot() {
        assertThat(snapshots())
                .extracting(file -> "vigil-" + file.getFileName().toString().replace(".yaml", ""))
                .containsExactlyInAnyOrderElementsOf(jobs());
    }

    private static List<String> jobs() {
        return Manifests.files().stream()
                .filter(file -> file.startsWith(Manifests.ROOM.resolve("base")))
                .flatMap(file -> Manifests.documents(file).stream())
                .filter(Manifests::isDeployment)
                .map(it -> it.at("/metadata/name").asText())
                .filter(name -> !name.equals("both"))
                .toList();
    }

    private static JsonNode deploymentWithPod() {
        JsonNode deployment = Manifests.documents(Manifests.ROOM.resolve("base/media.yaml")).get(0);
        ObjectNode pod = ((ObjectNode) deployment.path("spec")).putObject("podTemplate");
        pod.putObject("spec").putArray("containers").addObject().put("name", "main");
        return deployment;
    }
}

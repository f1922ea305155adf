package dev.vigil.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every FlinkDeployment, whole or patch, holds only what the operator's CRD defines. */
class CrdSchemaTest {
    private CrdSchema schema;

    @BeforeEach
    void findSchema() {
        schema = CrdSchema.find().orElse(null);
        assumeTrue(schema != null, "no CRD of the operator at ../shared/k8s-crds");
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

    @Test
    void plantedErrorOutsideSpecIsCaught() {
        ObjectNode deployment = (ObjectNode) deploymentWithPod();
        deployment.put("apiVersion", "flink.apache.org/v1").putObject("specs");

        assertThat(schema.errors(deployment)).hasSize(2);
    }

    private static JsonNode deploymentWithPod() {
        JsonNode deployment = Manifests.documents(Manifests.ROOM.resolve("base/media.yaml")).get(0);
        ObjectNode pod = ((ObjectNode) deployment.path("spec")).putObject("podTemplate");
        pod.putObject("spec").putArray("containers").addObject().put("name", "main");
        return deployment;
    }
}

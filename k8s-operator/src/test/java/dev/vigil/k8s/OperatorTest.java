package dev.vigil.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.kubernetes.operator.config.FlinkConfigManager;
import org.apache.flink.kubernetes.operator.validation.DefaultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The operator's own judgement of the manifests, and what it makes of them. */
class OperatorTest {
    private final DefaultValidator validator =
            new DefaultValidator(new FlinkConfigManager(new Configuration()));

    @BeforeEach
    void findKubectl() {
        assumeTrue(Kustomize.isInstalled(), "no kubectl on this machine");
    }

    static List<Path> overlays() {
        return Manifests.overlays();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void validatorTakesTheThreeJobs(Path overlay) throws IOException {
        assertThat(deployments(overlay))
                .hasSize(3)
                .allSatisfy(it -> assertThat(refusal(it)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "/spec/flinkConfiguration, execution.checkpointing.savepoint-dir, , savepoint",
        "/spec/flinkConfiguration, kubernetes.namespace, elsewhere, kubernetes.namespace",
        "/spec/flinkConfiguration, high-availability.type, NONE, HA",
        "/spec/job, parallelism, 0, parallelism",
        "/spec/jobManager, replicas, 0, replicas",
        "/spec/taskManager/resource, memory, much, memory",
    })
    void plantedErrorIsRefused(String parent, String field, String value, String named)
            throws IOException {
        JsonNode media = deployments(Manifests.ROOM.resolve("overlays/production")).get(0);
        ObjectNode planted = (ObjectNode) media.at(parent);
        if (value == null) {
            planted.remove(field);
        } else if (value.matches("\\d+")) {
            planted.put(field, Integer.parseInt(value));
        } else {
            planted.put(field, value);
        }
        if (field.equals("high-availability.type")) {
            ((ObjectNode) media.at("/spec/job")).put("upgradeMode", "last-state");
        }

        assertThat(refusal(media)).get().asString().containsIgnoringCase(named);
    }

    /** From the manifest to the pod that the API server would be asked for. */
    @Test
    void operatorStartsBothJobsAndSaysWhatItRefuses() throws Exception {
        List<JsonNode> manifests = deployments(Manifests.ROOM.resolve("overlays/production"));
        ObjectNode planted = manifests.get(0).deepCopy();
        ((ObjectNode) planted.path("metadata")).put("name", "planted");
        ((ObjectNode) planted.at("/spec/flinkConfiguration")).put("kubernetes.namespace", "x");
        try (OperatorInProcess operator = OperatorInProcess.start()) {
            for (JsonNode manifest : manifests) {
                assertStarted(operator.started(OlderCopy.of(manifest)), manifest);
            }
            assertThat(operator.refusal(OlderCopy.of(planted))).contains("kubernetes.namespace");
        }
    }

    private static void assertStarted(Deployment started, JsonNode manifest) {
        PodSpec pod = started.getSpec().getTemplate().getSpec();
        Container container = pod.getContainers().get(0);
        assertThat(container.getImage()).isEqualTo(manifest.at("/spec/image").asText());
        assertThat(container.getPorts())
                .extracting(port -> port.getName() + " " + port.getContainerPort())
                .contains("metrics 9249", "rest 8081");
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .contains("/tmp", "/opt/flink/log", "/etc/vigil/kafka");
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getServiceAccountName()).isEqualTo("vigil");
        // What the network policies and the PodMonitor select by.
        assertThat(started.getSpec().getTemplate().getMetadata().getLabels())
                .containsEntry("app", manifest.at("/metadata/name").asText());
    }

    private static List<JsonNode> deployments(Path overlay) throws IOException {
        return Kustomize.render(overlay).stream().filter(Manifests::isDeployment).toList();
    }

    private Optional<String> refusal(JsonNode deployment) {
        return validator.validateDeployment(OlderCopy.of(deployment));
    }
}

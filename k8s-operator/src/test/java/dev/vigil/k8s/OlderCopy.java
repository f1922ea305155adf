package dev.vigil.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;

/**
 * A manifest as the older operator would be given it: the newest that can be had as a library knows
 * neither Flink 2 nor the names that some options have there.
 */
final class OlderCopy {
    private static final String OLDER_FLINK = "v1_19";

    private static final Map<String, String> OLDER_NAMES =
            Map.of(
                    "execution.checkpointing.dir", "state.checkpoints.dir",
                    "execution.checkpointing.savepoint-dir", "state.savepoints.dir",
                    "execution.checkpointing.incremental", "state.backend.incremental",
                    "restart-strategy.type", "restart-strategy");

    private OlderCopy() {}

    static FlinkDeployment of(JsonNode deployment) {
        ObjectNode copy = deployment.deepCopy();
        ((ObjectNode) copy.path("spec")).put("flinkVersion", OLDER_FLINK);
        ObjectNode options = (ObjectNode) copy.at("/spec/flinkConfiguration");
        OLDER_NAMES.forEach(
                (name, older) -> {
                    if (options.has(name)) {
                        options.set(older, options.remove(name));
                    }
                });
        return Serialization.unmarshal(copy.toString(), FlinkDeployment.class);
    }
}

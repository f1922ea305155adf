package dev.vigil.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an API server with the level "restricted" of the Pod Security Standards would refuse in the
 * pods of a FlinkDeployment or a Deployment, and a root file system that can be written to.
 */
final class PodSecurity {
    private static final Set<String> VOLUMES =
            Set.of(
                    "configMap",
                    "csi",
                    "downwardAPI",
                    "emptyDir",
                    "ephemeral",
                    "persistentVolumeClaim",
                    "projected",
                    "secret");

    private PodSecurity() {}

    /** One line each; empty where nothing is wrong. */
    static List<String> errors(JsonNode deployment) {
        JsonNode pod =
                deployment.at(
                        Manifests.isDeployment(deployment)
                                ? "/spec/podTemplate/spec"
                                : "/spec/template/spec");
        List<String> errors = new ArrayList<>();
        check(pod.at("/securityContext/runAsNonRoot").asBoolean(), "runAsNonRoot", errors);
        check(pod.at("/securityContext/runAsUser").asInt() > 0, "runAsUser", errors);
        check(
                Set.of("RuntimeDefault", "Localhost")
                        .contains(pod.at("/securityContext/seccompProfile/type").asText()),
                "seccompProfile",
                errors);
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
            check(!pod.path(shared).asBoolean(), shared, errors);
        }
        pod.path("volumes").forEach(volume -> volume(volume, errors));
        check(
                !Manifests.isDeployment(deployment)
                        || pod.at("/containers/0/name").asText().equals("flink-main-container"),
                "name",
                errors);
        pod.path("containers").forEach(container -> container(container, errors));
        return errors;
    }

    private static void volume(JsonNode volume, List<String> errors) {
        volume.fieldNames()
                .forEachRemaining(
                        field ->
                                check(
                                        field.equals("name") || VOLUMES.contains(field),
                                        field,
                                        errors));
        // One that has none fills the disk of its node.
        check(
                !volume.has("emptyDir") || volume.at("/emptyDir").has("sizeLimit"),
                "sizeLimit",
                errors);
    }

    private static void container(JsonNode container, List<String> errors) {
        JsonNode security = container.path("securityContext");
        check(
                !security.path("allowPrivilegeEscalation").asBoolean(true),
                "allowPrivilegeEscalation",
                errors);
        check(!security.path("privileged").asBoolean(), "privileged", errors);
        check(security.at("/capabilities/drop").toString().contains("\"ALL\""), "drop", errors);
        check(security.at("/capabilities/add").isEmpty(), "add", errors);
        check(
                security.path("readOnlyRootFilesystem").asBoolean(),
                "readOnlyRootFilesystem",
                errors);
    }

    private static void check(boolean holds, String field, List<String> errors) {
        if (!holds) {
            errors.add(field);
        }
    }
}

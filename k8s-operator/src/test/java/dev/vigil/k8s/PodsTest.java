package dev.vigil.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pods of each overlay may do, whom they reach, and who reads their metrics. */
class PodsTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String BASE = "/spec/podTemplate/spec";
    private static final String TASKS =
            "/spec/flinkConfiguration/kubernetes.taskmanager.service-account";
    private static final String CONTAINER = BASE + "/containers/0/securityContext";

    @BeforeEach
    void findKubectl() {
        assumeTrue(Kustomize.isInstalled(), "no kubectl on this machine");
    }

    static List<Path> overlays() {
        return Manifests.overlays();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void podsAreRestricted(Path overlay) throws IOException {
        List<JsonNode> rendered = Kustomize.render(overlay);

        assertThat(of("FlinkDeployment", rendered))
                .hasSize(3)
                .allSatisfy(it -> assertThat(PodSecurity.errors(it)).isEmpty());
        assertThat(of("Deployment", rendered))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(PodSecurity.errors(it)).isEmpty());
        assertThat(of("Namespace", rendered))
                .extracting(it -> it.at("/metadata/labels").toString())
                .singleElement()
                .asString()
                .contains("\"pod-security.kubernetes.io/enforce\":\"restricted\"");
    }

    @ParameterizedTest
    @CsvSource({
        BASE + "/securityContext, runAsNonRoot, false",
        BASE + "/securityContext, runAsUser, 0",
        BASE + "/securityContext, seccompProfile, {}",
        BASE + ", hostNetwork, true",
        BASE + "/volumes/0, hostPath, {}",
        BASE + "/volumes/0, emptyDir, {}",
        CONTAINER + ", allowPrivilegeEscalation, true",
        CONTAINER + ", privileged, true",
        CONTAINER + "/capabilities, drop, []",
        CONTAINER + "/capabilities, add, '[\"NET_ADMIN\"]'",
        CONTAINER + ", readOnlyRootFilesystem, false",
    })
    void plantedRightIsCaught(String parent, String field, String value) throws IOException {
        JsonNode deployment = of("FlinkDeployment", production()).get(0);

        ((ObjectNode) deployment.at(parent)).set(field, YAML.readTree(value));

        assertThat(PodSecurity.errors(deployment))
                .singleElement()
                .asString()
                .isIn(field, "seccompProfile", "sizeLimit");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void taskManagersMayReadConfigMapsAndNothingElse(Path overlay) throws IOException {
        List<JsonNode> rendered = Kustomize.render(overlay);

        assertThat(of("FlinkDeployment", rendered))
                .extracting(it -> it.at(TASKS).asText())
                .containsOnly("vigil-taskmanager")
                .isNotEmpty();
        JsonNode binding = named("RoleBinding", "vigil-taskmanager", rendered);
        assertThat(binding.at("/subjects/0/name").asText()).isEqualTo("vigil-taskmanager");
        JsonNode role = named("Role", binding.at("/roleRef/name").asText(), rendered);
        assertThat(role.at("/rules")).hasSize(1);
        assertThat(role.at("/rules/0/resources").toString()).isEqualTo("[\"configmaps\"]");
        assertThat(role.at("/rules/0/verbs").toString()).isEqualTo("[\"get\",\"list\",\"watch\"]");
    }

    private static JsonNode named(String kind, String name, List<JsonNode> rendered) {
        return of(kind, rendered).stream()
                .filter(it -> it.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyPodReachesWhatItNeedsAndNoMore(Path overlay) throws IOException {
        List<JsonNode> rendered = Kustomize.render(overlay);

        for (JsonNode deployment : of("FlinkDeployment", rendered)) {
            assertThat(Reach.errors(deployment, rendered)).as(overlay.toString()).isEmpty();
        }
        for (JsonNode process : of("Deployment", rendered)) {
            assertThat(Reach.errorsOfProcess(process, rendered)).as(overlay + "").isEmpty();
        }
    }

    /** A peer's bridge or a publication that is not asked for is a door more. */
    @ParameterizedTest
    @CsvSource({
        "local, vigil-alerts",
        "staging, vigil-alerts vigil-audit vigil-peer-feed vigil-peer-fetch vigil-desk",
        "production, vigil-alerts vigil-audit vigil-peer-feed vigil-peer-fetch vigil-desk",
    })
    void processesOfTheCommandAreThoseOfTheSite(String overlay, String names) throws IOException {
        List<JsonNode> rendered =
                Kustomize.render(Manifests.ROOM.resolve("overlays").resolve(overlay));

        assertThat(of("Deployment", rendered))
                .extracting(it -> it.at("/metadata/name").asText())
                .containsExactlyInAnyOrder(names.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "/spec/template/spec/containers/0/env/0, value, kafka:9094, kafka",
        "/spec/template/spec/containers/0, args, '[alerts, --to, \"http://desk:443\"]', target",
        "/spec/template/metadata/labels, app, vigil-alert, not closed",
    })
    void plantedForwarderWithoutItsWayIsCaught(
            String parent, String field, String value, String named) throws IOException {
        assertCaught("vigil-alerts", parent, field, value, named);
    }

    @ParameterizedTest
    @CsvSource({
        "vigil-peer-feed, ports/0, containerPort, 8444, ports",
        "vigil-peer-feed, ports/1, name, metriks, PodMonitor",
        "vigil-peer-fetch, '', args, '[peers, --from, \"https://w:8444\"]', target",
        "vigil-peer-fetch, env/0, value, kafka:9094, kafka",
        "vigil-audit, ports/0, containerPort, 9250, ports",
        "vigil-audit, env/0, value, kafka:9094, kafka",
        "vigil-desk, ports/0, containerPort, 8443, ports",
        "vigil-desk, ports/1, name, metriks, PodMonitor",
        "vigil-desk, '', args, '[desk, --store, \"jdbc:postgresql://db:5433/desk\"]', target",
        "vigil-desk, '', args, '[desk, --flink, \"http://vigil-notice-rest:8082\"]', target",
        "vigil-desk, env/0, value, kafka:9094, kafka",
    })
    void plantedProcessWithoutItsWayIsCaught(
            String app, String part, String field, String value, String named) throws IOException {
        String parent = "/spec/template/spec/containers/0" + (part.isEmpty() ? "" : "/" + part);
        assertCaught(app, parent, field, value, named);
    }

    private static void assertCaught(
            String app, String parent, String field, String value, String named)
            throws IOException {
        List<JsonNode> rendered = production();
        JsonNode process = named("Deployment", app, rendered);

        ((ObjectNode) process.at(parent)).set(field, YAML.readTree(value));

        assertThat(Reach.errorsOfProcess(process, rendered))
                .isNotEmpty()
                .anySatisfy(error -> assertThat(error).contains(named));
    }

    /**
     * Only that it still tries: a probe of Kafka or of the peer would start it anew for nothing.
     */
    @Test
    void eachProcessThatServesHasProbesOfPortsThatItHas() throws IOException {
        for (JsonNode process : of("Deployment", production())) {
            for (JsonNode container : process.at("/spec/template/spec/containers")) {
                List<String> ports = container.path("ports").findValuesAsText("name");
                assertThat(container.path("livenessProbe").isMissingNode())
                        .as(container.path("name").asText())
                        .isEqualTo(ports.isEmpty());
                for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
                    for (JsonNode port : container.path(probe).findValues("port")) {
                        assertThat(ports).contains(port.asText());
                    }
                }
                assertThat(container.at("/resources/requests/memory").asText()).isNotEmpty();
                assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
            }
        }
    }

    /** A drained node must not end all that answer a peer; of a single one it would block it. */
    @Test
    void aBudgetLetsOnePodOfSeveralGo() throws IOException {
        List<JsonNode> rendered = production();

        for (JsonNode process : of("Deployment", rendered)) {
            String app = process.at("/spec/selector/matchLabels/app").asText();
            List<JsonNode> budgets =
                    of("PodDisruptionBudget", rendered).stream()
                            .filter(
                                    it ->
                                            it.at("/spec/selector/matchLabels/app")
                                                    .asText()
                                                    .equals(app))
                            .toList();
            int replicas = process.at("/spec/replicas").asInt();
            assertThat(budgets).as(app).hasSize(replicas > 1 ? 1 : 0);
            assertThat(budgets).allMatch(it -> it.at("/spec/minAvailable").asInt() < replicas);
        }
    }

    /**
     * Of Flink's REST interface, which has no password, the desk reaches the one of the clock; a
     * probe of what only a person can mend would start it anew again and again.
     */
    @Test
    void theDeskReachesTheClockAndIsProbedByWhatARestartMends() throws IOException {
        List<JsonNode> rendered = production();
        List<JsonNode> doors =
                of("NetworkPolicy", rendered).stream()
                        .filter(it -> it.at("/spec/ingress").toString().contains("\"vigil-desk\""))
                        .toList();

        assertThat(doors)
                .singleElement()
                .satisfies(
                        door -> {
                            assertThat(door.at("/spec/podSelector/matchLabels/app").asText())
                                    .isEqualTo("vigil-notice");
                            assertThat(door.at("/spec/ingress/0/ports").toString())
                                    .isEqualTo("[{\"port\":8081}]");
                        });
        JsonNode desk = named("Deployment", "vigil-desk", rendered);
        String host = named("Ingress", "vigil-desk", rendered).at("/spec/rules/0/host").asText();
        assertThat(desk.toString()).contains("\"https://" + host + "\"");
        JsonNode container = desk.at("/spec/template/spec/containers/0");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
        assertThat(container.at("/readinessProbe/httpGet/path").asText())
                .isEqualTo("/health/ready");
    }

    /**
     * What is written for an inspection, and sorted meanwhile, is on a disk of its own: a pod that
     * fills the disk of its node is ended. Who asks again has to reach the same disk.
     */
    @Test
    void inspectionsHaveADiskAndThoseWhoAskReachIt() throws IOException {
        List<JsonNode> rendered = production();
        JsonNode pod = named("Deployment", "vigil-desk", rendered).at("/spec/template/spec");
        JsonNode ingress = named("Ingress", "vigil-desk", rendered);

        for (String folder : List.of("--inspections", "-Djava.io.tmpdir")) {
            assertThat(diskGi(pod, folder)).as(folder).isGreaterThanOrEqualTo(50);
        }
        assertThat(ingress.at("/metadata/annotations").toString())
                .contains("\"nginx.ingress.kubernetes.io/affinity\":\"cookie\"");
        ObjectNode mount = (ObjectNode) pod.at("/containers/0/volumeMounts/1");
        mount.put("mountPath", "/var/lib/other");
        assertThat(diskGi(pod, "--inspections")).isZero();
    }

    /** Of the folder that an argument or an option of Java names; 0 where it is on no disk. */
    private static int diskGi(JsonNode pod, String option) {
        Matcher folder =
                Pattern.compile(option + "[\"=,]+(/[\\w/]+)")
                        .matcher(pod.at("/containers/0").toString());
        assertThat(folder.find()).as(option).isTrue();
        for (JsonNode mount : pod.at("/containers/0/volumeMounts")) {
            if ((folder.group(1) + "/").startsWith(mount.path("mountPath").asText() + "/")) {
                return diskGi(pod, mount.path("name"));
            }
        }
        return 0;
    }

    private static int diskGi(JsonNode pod, JsonNode name) {
        for (JsonNode volume : pod.path("volumes")) {
            String size =
                    volume.at("/ephemeral/volumeClaimTemplate/spec/resources/requests/storage")
                            .asText();
            if (volume.path("name").equals(name) && size.endsWith("Gi")) {
                return Integer.parseInt(size.replace("Gi", ""));
            }
        }
        return 0;
    }

    /** A service that selects no pod, or a port that no pod has, answers no client. */
    @Test
    void everyServiceHasPodsAndTheirPort() throws IOException {
        List<JsonNode> rendered = production();
        List<JsonNode> services = of("Service", rendered);

        assertThat(services)
                .extracting(it -> it.at("/metadata/name").asText())
                .containsExactlyInAnyOrder("vigil-audit", "vigil-peer-feed", "vigil-desk");
        for (JsonNode service : services) {
            String app = service.at("/spec/selector/app").asText();
            JsonNode process = named("Deployment", app, rendered);
            assertThat(process.at("/spec/template/spec/containers").findValuesAsText("name"))
                    .contains(service.at("/spec/ports/0/targetPort").asText());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "vigil-kafka, /spec/egress/0/ports/0, port, 9094, kafka",
        "vigil-common, /spec/ingress/1/ports/0, port, 9294, metrics",
        "vigil-common, /spec/ingress/0/ports/0, port, 8080, rest",
        "vigil-common, /spec/ingress/0, from, '[]', from anybody",
        "vigil-media, /spec/podSelector/matchLabels, app, vigil-medium, itself",
        "vigil, /spec/podMetricsEndpoints/0, port, metriks, PodMonitor",
        "vigil, /spec/podMetricsEndpoints/0, intervall, 15s, PodMonitor",
        "vigil, /spec, podMetricEndpoints, '[]', PodMonitor",
    })
    void plantedWallOrHoleIsCaught(
            String name, String parent, String field, String value, String named)
            throws IOException {
        List<JsonNode> rendered = production();
        JsonNode planted =
                rendered.stream()
                        .filter(it -> it.at("/metadata/name").asText().equals(name))
                        .filter(it -> !it.at(parent).isMissingNode())
                        .findFirst()
                        .orElseThrow();
        ((ObjectNode) planted.at(parent)).set(field, YAML.readTree(value));

        JsonNode media = named("FlinkDeployment", "vigil-media", rendered);
        assertThat(Reach.errors(media, rendered))
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error).contains(named));
    }

    private static List<JsonNode> production() throws IOException {
        return Kustomize.render(Manifests.ROOM.resolve("overlays/production"));
    }

    private static List<JsonNode> of(String kind, List<JsonNode> rendered) {
        return rendered.stream().filter(it -> it.path("kind").asText().equals(kind)).toList();
    }
}

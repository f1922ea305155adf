package dev.vigil.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each overlay would apply. */
class OverlaysTest {
    /** What base writes where only an overlay can know. */
    private static final String PLACEHOLDER = "set-by-overlay";

    /** By the verb of a Deployment, the parties of {@code vigil topics --acls} that it acts as. */
    private static final Map<String, Set<String>> PARTIES =
            Map.of(
                    "alerts", Set.of("alerts"),
                    "peers", Set.of("peers"),
                    "audit", Set.of("publisher"),
                    "desk", Set.of("desk", "listing", "rights"));

    /** Before each test, so that each is counted as skipped; a class skipped whole counts none. */
    @BeforeEach
    void findKubectl() {
        assumeTrue(Kustomize.isInstalled(), "no kubectl on this machine");
    }

    static List<Path> overlays() {
        return Manifests.overlays();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void bothJobsAreRenderedWithKnownOptions(Path overlay) throws IOException {
        List<JsonNode> deployments = deployments(overlay);

        assertThat(deployments)
                .extracting(it -> it.at("/metadata/name").asText())
                .containsExactlyInAnyOrder("vigil-media", "vigil-notice", "vigil-ledger");
        for (JsonNode deployment : deployments) {
            assertThat(Arguments.unknown(deployment)).isEmpty();
            assertThat(Arguments.named(deployment))
                    .contains("job", "kafka.bootstrap")
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void renderedManifestsAreValid(Path overlay) throws IOException {
        CrdSchema schema = CrdSchema.find("FlinkDeployment").orElse(null);
        assumeTrue(schema != null, CrdSchema.MISSING);

        assertThat(deployments(overlay)).allSatisfy(it -> assertThat(schema.errors(it)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void noPlaceholderIsLeft(Path overlay) throws IOException {
        assertThat(Kustomize.render(overlay).toString()).doesNotContain(PLACEHOLDER);
    }

    @Test
    void placeholderIsSeenInBase() throws IOException {
        assertThat(Kustomize.render(Manifests.ROOM.resolve("base")).toString())
                .contains(PLACEHOLDER);
    }

    @Test
    void plantedOverlayWithoutItsBaseIsCaught(@TempDir Path overlay) throws IOException {
        Files.writeString(overlay.resolve("kustomization.yaml"), "resources: [../../base]");

        assertThatThrownBy(() -> Kustomize.render(overlay))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("base");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void secretsComeByReferenceOnly(Path overlay) throws IOException {
        assertThat(Kustomize.render(overlay))
                .extracting(it -> it.path("kind").asText())
                .doesNotContain("Secret");
        assertThat(deployments(overlay))
                .allSatisfy(
                        it ->
                                assertThat(it.at("/spec/flinkConfiguration").toString())
                                        .doesNotContainIgnoringCase("secret")
                                        .doesNotContainIgnoringCase("password")
                                        .doesNotContainIgnoringCase("access-key"));
    }

    /** It would refuse all that is applied with a kind that it does not know. */
    @Test
    void aClusterWithoutThePrometheusOperatorTakesTheLocalOverlay() throws IOException {
        Path overlays = Manifests.ROOM.resolve("overlays");
        assertThat(kinds(overlays.resolve("local")))
                .contains("FlinkDeployment")
                .doesNotContain("PrometheusRule", "PodMonitor");
        assertThat(kinds(overlays.resolve("production"))).contains("PrometheusRule", "PodMonitor");
    }

    private static Set<String> kinds(Path overlay) throws IOException {
        return Kustomize.render(overlay).stream()
                .map(it -> it.path("kind").asText())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyClaimIsBrought(Path overlay) throws IOException {
        List<JsonNode> documents = Kustomize.render(overlay);
        List<String> claims =
                documents.stream()
                        .flatMap(it -> it.findValuesAsText("claimName").stream())
                        .toList();
        List<String> brought =
                documents.stream()
                        .filter(it -> it.path("kind").asText().equals("PersistentVolumeClaim"))
                        .map(it -> it.at("/metadata/name").asText())
                        .toList();

        assertThat(brought).containsAll(claims);
    }

    /** What was tried in staging is what runs in production: only this may differ. */
    @Test
    void stagingDiffersInAddressesAndSizesOnly() throws IOException {
        Path overlays = Manifests.ROOM.resolve("overlays");
        List<JsonNode> staging = Kustomize.render(overlays.resolve("staging"));
        List<JsonNode> production = Kustomize.render(overlays.resolve("production"));

        assertThat(Differences.between(staging, production))
                .isNotEmpty()
                .allMatch(OverlaysTest::mayDiffer);
        assertThat(mayDiffer("/0/spec/job/upgradeMode")).isFalse();
        assertThat(mayDiffer("/0/spec/job/args/1")).isFalse();
    }

    /** The public key that the ledger signs by is the one that is published by. */
    @ParameterizedTest
    @ValueSource(strings = {"staging", "production"})
    void theLogIsPublishedUnderTheKeyThatItIsSignedBy(String overlay) throws IOException {
        List<JsonNode> rendered =
                Kustomize.render(Manifests.ROOM.resolve("overlays").resolve(overlay));
        JsonNode ledger = named("FlinkDeployment", "vigil-ledger", rendered);
        JsonNode map = named("ConfigMap", "vigil-audit", rendered);

        String key = map.at("/data/audit.vkey").asText().strip();
        assertThat(key).matches("[a-z.]+/audit/\\d+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/]{44}");
        List<String> args = new ArrayList<>();
        ledger.at("/spec/job/args").forEach(it -> args.add(it.asText()));
        assertThat(args).containsSubsequence("--audit.log", key, "--audit.key");
    }

    /** An alert of one site that leads to the desk of another one is acknowledged there. */
    @ParameterizedTest
    @ValueSource(strings = {"staging", "production"})
    void alertsLeadToTheDeskOfTheirSite(String overlay) throws IOException {
        List<JsonNode> rendered =
                Kustomize.render(Manifests.ROOM.resolve("overlays").resolve(overlay));
        String host = named("Ingress", "vigil-desk", rendered).at("/spec/rules/0/host").asText();

        List<String> args = new ArrayList<>();
        named("Deployment", "vigil-alerts", rendered)
                .at("/spec/template/spec/containers/0/args")
                .forEach(it -> args.add(it.asText()));
        assertThat(args).containsSequence("--desk", "https://" + host);
    }

    /** What a person has to make before is listed where it is applied from. */
    @Test
    void everySecretIsNamedInTheOverlay() throws IOException {
        Path production = Manifests.ROOM.resolve("overlays/production");
        Set<String> secrets = new TreeSet<>();
        for (JsonNode document : Kustomize.render(production)) {
            secrets.addAll(document.findValuesAsText("secretName"));
        }

        String page = Files.readString(production.resolve("kustomization.yaml"));
        assertThat(secrets)
                .contains("vigil-audit-key", "vigil-peer", "vigil-signals")
                .allSatisfy(it -> assertThat(page).containsPattern("[ ,]" + it + "[ ,\n]"));
    }

    /** A verb with the rights of another party is refused by the broker: no alert, no page. */
    @Test
    void eachVerbHasTheRightsOfItsParty() throws IOException {
        List<JsonNode> rendered = Kustomize.render(Manifests.ROOM.resolve("overlays/production"));

        assertThat(rendered)
                .filteredOn(it -> it.path("kind").asText().equals("Deployment"))
                .hasSizeGreaterThan(PARTIES.size() - 1)
                .allSatisfy(
                        it ->
                                assertThat(kafkaUsers(it))
                                        .isEqualTo(
                                                PARTIES.get(it.findPath("args").path(0).asText())));
        ObjectNode planted = (ObjectNode) named("Deployment", "vigil-alerts", rendered);
        planted.withArray("/spec/template/spec/volumes")
                .addObject()
                .putObject("secret")
                .put("secretName", "vigil-kafka-compliance");
        assertThat(kafkaUsers(planted)).isNotEqualTo(PARTIES.get("alerts"));
    }

    private static Set<String> kafkaUsers(JsonNode deployment) {
        Set<String> users = new TreeSet<>();
        for (String secret : deployment.findValuesAsText("secretName")) {
            if (secret.startsWith("vigil-kafka-")) {
                users.add(secret.substring("vigil-kafka-".length()));
            }
        }
        return users;
    }

    private static JsonNode named(String kind, String name, List<JsonNode> rendered) {
        return rendered.stream()
                .filter(it -> it.path("kind").asText().equals(kind))
                .filter(it -> it.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void mediaHasAPodInReserve() throws IOException {
        ObjectNode media = media("production");
        assertThat(hasReserve(media)).isTrue();
        assertThat(hasReserve(media("staging"))).isTrue();
        assertThat(hasReserve(media("local"))).isFalse();

        media.withObject("/spec").put("mode", "standalone");

        assertThat(hasReserve(media)).isFalse();
    }

    /** Only where Flink itself asks for pods; in standalone mode nobody reads the key. */
    private static boolean hasReserve(JsonNode deployment) {
        JsonNode spec = deployment.path("spec");
        return spec.path("mode").asText().equals("native")
                && spec.path("flinkConfiguration")
                                .path("slotmanager.redundant-taskmanager-num")
                                .asInt()
                        > 0;
    }

    private static ObjectNode media(String overlay) throws IOException {
        return deployments(Manifests.ROOM.resolve("overlays").resolve(overlay)).stream()
                .filter(it -> it.at("/metadata/name").asText().equals("vigil-media"))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static boolean mayDiffer(String path) {
        return path.matches(
                "/\\d+/(metadata/name(space)?|subjects/0/namespace"
                        + "|spec/job/(args/(3|7|11)|parallelism)"
                        + "|spec/taskManager/resource/(memory|cpu)"
                        + "|spec/(tls/0/hosts/0|rules/0/host)"
                        + "|spec/template/spec/containers/0/(env/0/value|args/[248])|data/audit\\.vkey"
                        + "|spec/flinkConfiguration/(execution\\.checkpointing\\.(dir|savepoint-dir)"
                        + "|high-availability\\.storageDir))");
    }

    private static List<JsonNode> deployments(Path overlay) throws IOException {
        return Kustomize.render(overlay).stream().filter(Manifests::isDeployment).toList();
    }
}

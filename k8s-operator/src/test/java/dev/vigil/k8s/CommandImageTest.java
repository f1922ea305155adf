package dev.vigil.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The image of the {@code vigil} command and the Deployments that run it, against the archive that
 * the build makes.
 */
class CommandImageTest {
    private static final Path ARCHIVE = Manifests.PROJECT.resolve("job/cli/target/vigil.tar.gz");
    private static final String VIGIL = "vigil/bin/vigil";
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");
    private static final Pattern ADDED = Pattern.compile("(?m)^(?:ADD|COPY) (\\S+) (\\S+)$");
    private static final Pattern ENTRY = Pattern.compile("(?m)^ENTRYPOINT \\[\"([^\"]+)\"]$");
    private static final Pattern JAVA = Pattern.compile("(?m)^FROM eclipse-temurin:(\\d+)-jre$");
    private static final Pattern BUILT = Pattern.compile("docker build -f (\\S+) -t (\\S+) \\.");

    @TempDir private static Path unpacked;

    /** Before each test, so that each is counted as skipped. */
    @BeforeEach
    void unpack() throws IOException {
        assumeTrue(Files.exists(ARCHIVE), "vigil.tar.gz is made by the package phase: mvn verify");
        if (!Files.exists(unpacked.resolve(VIGIL))) {
            Tool.Result result = Tool.run("tar", "xzf", ARCHIVE + "", "-C", unpacked + "");
            assertThat(result.exit()).as(result.output()).isZero();
        }
    }

    @Test
    void whatTheImageAddsAndStartsIsThere() throws IOException {
        assertThat(errors(dockerfile())).isEmpty();
        assertThat(vigil("--version")).startsWith("vigil ");
    }

    @ParameterizedTest
    @CsvSource({
        "job/cli/target/vigil.tar.gz, job/cli/target/vigil-0.1.0.tar.gz, ADD",
        "/opt/vigil/bin/vigil, /opt/vigil-0.1.0/bin/vigil, ENTRYPOINT",
        "/opt/vigil/bin/vigil, /opt/vigil/README.md, ENTRYPOINT",
        "eclipse-temurin:17-jre, eclipse-temurin:11-jre, FROM",
        "9999:9999, root, USER",
        "k8s-operator/vigil.Dockerfile, k8s-operator/Dockerfile, docker build",
    })
    void plantedErrorIsCaught(String right, String wrong, String named) throws IOException {
        assertThat(errors(dockerfile().replace(right, wrong)))
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error).startsWith(named));
    }

    private static String dockerfile() throws IOException {
        return Files.readString(Manifests.ROOM.resolve("vigil.Dockerfile"));
    }

    /** One line each, with the instruction that is wrong. */
    private static List<String> errors(String dockerfile) throws IOException {
        List<String> errors = new ArrayList<>();
        Matcher added = ADDED.matcher(dockerfile);
        boolean adds = added.find();
        check(adds && Files.exists(Manifests.PROJECT.resolve(added.group(1))), "ADD", errors);
        Matcher entry = ENTRY.matcher(dockerfile);
        check(
                adds
                        && entry.find()
                        && entry.group(1).startsWith(added.group(2))
                        && Files.isExecutable(
                                unpacked.resolve(
                                        entry.group(1).substring(added.group(2).length()))),
                "ENTRYPOINT",
                errors);
        Matcher java = JAVA.matcher(dockerfile);
        String release = "<maven.compiler.release>%s</maven.compiler.release>";
        check(
                java.find()
                        && Files.readString(Manifests.PROJECT.resolve("pom.xml"))
                                .contains(release.formatted(java.group(1))),
                "FROM",
                errors);
        check(dockerfile.contains("\nUSER 9999:9999\n"), "USER", errors);
        Matcher built = BUILT.matcher(dockerfile);
        check(
                built.find()
                        && built.group(1).equals("k8s-operator/vigil.Dockerfile")
                        && built.group(2).equals(container(base()).path("image").asText()),
                "docker build",
                errors);
        return errors;
    }

    private static void check(boolean holds, String what, List<String> errors) {
        if (!holds) {
            errors.add(what);
        }
    }

    static List<Path> overlays() {
        return Manifests.overlays();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theCommandKnowsItsArguments(Path overlay) throws Exception {
        assumeTrue(Kustomize.isInstalled(), "no kubectl on this machine");
        List<JsonNode> deployments =
                Kustomize.render(overlay).stream()
                        .filter(it -> it.path("kind").asText().equals("Deployment"))
                        .toList();

        assertThat(deployments).isNotEmpty();
        for (JsonNode deployment : deployments) {
            STRICT.treeToValue(deployment, Deployment.class);
            assertThat(container(deployment).path("image"))
                    .isEqualTo(container(base()).path("image"));
            List<String> args = args(deployment);
            assertThat(unknown(args)).isEmpty();
            List<String> mounted =
                    StreamSupport.stream(
                                    container(deployment).path("volumeMounts").spliterator(), false)
                            .map(mount -> mount.path("mountPath").asText())
                            .toList();
            assertThat(args)
                    .filteredOn(arg -> arg.startsWith("/"))
                    .allMatch(file -> mounted.stream().anyMatch(file::startsWith));
        }
    }

    /** The other kinds that overlays bring for them; an API server drops a field that it lacks. */
    @Test
    void otherResourcesAreKnown() throws Exception {
        assumeTrue(Kustomize.isInstalled(), "no kubectl on this machine");
        Map<String, Class<?>> kinds =
                Map.of(
                        "Service", Service.class,
                        "Ingress", Ingress.class,
                        "NetworkPolicy", NetworkPolicy.class,
                        "PodDisruptionBudget", PodDisruptionBudget.class,
                        "PersistentVolumeClaim", PersistentVolumeClaim.class);
        Set<String> seen = new HashSet<>();
        for (JsonNode document : Kustomize.render(Manifests.ROOM.resolve("overlays/production"))) {
            Class<?> kind = kinds.get(document.path("kind").asText());
            if (kind != null) {
                STRICT.treeToValue(document, kind);
                seen.add(document.path("kind").asText());
            }
        }
        assertThat(seen).isEqualTo(kinds.keySet());
    }

    @Test
    void aPlantedArgumentIsUnknown() throws IOException {
        assertThat(unknown(List.of("alerts", "--too", "http://x", "--group", "g")))
                .containsExactly("--too");
    }

    @Test
    void aPlantedFieldOfTheDeploymentIsCaught() throws Exception {
        JsonNode deployment = base();
        ((ObjectNode) container(deployment)).put("volumeMount", "x");

        assertThatThrownBy(() -> STRICT.treeToValue(deployment, Deployment.class))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("volumeMount");
    }

    private static JsonNode base() {
        return Manifests.documents(Manifests.ROOM.resolve("base/alerts.yaml")).get(0);
    }

    private static JsonNode container(JsonNode deployment) {
        return deployment.at("/spec/template/spec/containers/0");
    }

    private static List<String> args(JsonNode deployment) {
        return StreamSupport.stream(container(deployment).path("args").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** Options that the verb's help does not name. */
    private static List<String> unknown(List<String> args) throws IOException {
        List<String> help =
                new ArrayList<>(args.stream().takeWhile(it -> !it.startsWith("--")).toList());
        help.add("--help");
        List<String> known =
                OPTION.matcher(vigil(help.toArray(String[]::new)))
                        .results()
                        .map(option -> option.group())
                        .toList();
        return args.stream().filter(it -> it.startsWith("--") && !known.contains(it)).toList();
    }

    private static String vigil(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(unpacked.resolve(VIGIL) + ""));
        command.addAll(List.of(arguments));
        Tool.Result result = Tool.run(command.toArray(String[]::new));
        assertThat(result.exit()).as(result.output()).isZero();
        return result.output();
    }

    /** The model keeps fields that it doesn't know aside; here they are errors. */
    private static final ObjectMapper STRICT =
            new ObjectMapper()
                    .setAnnotationIntrospector(
                            new JacksonAnnotationIntrospector() {
                                private static final long serialVersionUID = 1L;

                                @Override
                                public Boolean hasAnySetter(Annotated member) {
                                    return false;
                                }
                            });
}

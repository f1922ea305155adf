package dev.vigil.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SBOM beside {@code vigil-job.jar} lists what that jar holds, and no Flink of the cluster. */
class SbomTest {
    private static final Path SBOM = Path.of("../stream/target/vigil-job.cdx.json");
    private static final Path JAR = Path.of("../stream/target/vigil-job.jar");

    private static final List<String> IN_THE_JAR =
            List.of(
                    "vigil-state-schema",
                    "vigil-functions",
                    "JTransforms",
                    "JLargeArrays",
                    "flink-connector-kafka",
                    "kafka-clients",
                    "zstd-jni",
                    "jackson-annotations",
                    "jackson-core",
                    "jackson-databind",
                    "jackson-datatype-jdk8",
                    "jackson-datatype-jsr310");

    /** What these need and every Flink brings: run by the job, not carried in its jar. */
    private static final List<String> RUN_FROM_THE_CLUSTER =
            List.of(
                    "flink-connector-base",
                    "commons-lang3",
                    "lz4-java",
                    "snappy-java",
                    "slf4j-api");

    @Test
    void listsWhatTheJarHoldsAndWhatThatNeeds() throws IOException {
        assumeTrue(Files.exists(SBOM), "the SBOM is built by the package phase: mvn verify");
        List<String> names = new ArrayList<>();
        for (JsonNode component : new ObjectMapper().readTree(SBOM.toFile()).get("components")) {
            assertThat(component.path("purl").asText()).startsWith("pkg:maven/");
            names.add(component.get("name").asText());
        }
        List<String> expected = new ArrayList<>(IN_THE_JAR);
        expected.addAll(RUN_FROM_THE_CLUSTER);
        assertThat(names)
                .as("provided Flink and libraries of tests are none of them")
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** A library that the jar does not carry is missed only when a task first needs it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev/vigil/schema/wire/Topic",
                "dev/vigil/video/PictureBench",
                "org/jtransforms/dct/FloatDCT_2D",
                "org/visnow/jlargearrays/FloatLargeArray",
                "org/apache/flink/connector/kafka/source/KafkaSource",
                "org/apache/kafka/clients/consumer/KafkaConsumer",
                "com/github/luben/zstd/Zstd",
                "com/fasterxml/jackson/databind/ObjectMapper"
            })
    void theJarHoldsTheirClasses(String name) throws IOException {
        assumeTrue(Files.exists(JAR), "the jar is built by the package phase: mvn verify");
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.getEntry(name + ".class")).isNotNull();
        }
    }
}

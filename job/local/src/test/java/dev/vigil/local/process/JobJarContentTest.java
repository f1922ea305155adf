package dev.vigil.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code vigil-job.jar} holds, and what it must not. */
class JobJarContentTest {
    private static final Path JAR = Path.of("../stream/target/vigil-job.jar");
    private static final long MOST_BYTES = 30L * 1024 * 1024;

    /** A broker, a media codec, a command line: none of them belongs into a TaskManager. */
    private static final Pattern NEVER =
            Pattern.compile("(kafka/|scala/|org/bytedeco/|picocli/|dev/vigil/(edge|local)/).*");

    /** Jars that make up a cluster; the connector is not among them, its base is. */
    private static final Pattern CLUSTER =
            Pattern.compile(
                    ".*/(flink-(?!connector-kafka|test|statebackend)[^/]*|slf4j-api[^/]*"
                            + "|log4j[^/]*|snappy-java[^/]*|lz4-java[^/]*|commons-[^/]*)\\.jar");

    @Test
    void holdsWhatTheClusterLacksAndNothingElse() throws IOException {
        assumeTrue(Files.exists(JAR), "vigil-job.jar is built by the package phase: mvn verify");
        assertThat(faults(JAR)).isEmpty();
        assertThat(classes(JAR))
                .contains(
                        "dev/vigil/stream/VigilJob.class",
                        "org/apache/kafka/clients/consumer/KafkaConsumer.class",
                        "com/github/luben/zstd/Zstd.class");
    }

    /** Whatever the machine that built it has as its own. */
    @Test
    void noticesAreInUtf8() throws IOException {
        assumeTrue(Files.exists(JAR), "vigil-job.jar is built by the package phase: mvn verify");
        try (JarFile jar = new JarFile(JAR.toFile());
                InputStream notice = jar.getInputStream(jar.getEntry("META-INF/NOTICE"))) {
            assertThat(new String(notice.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Copyright \u00a9 2023 Werner Randelshofer");
        }
    }

    @Test
    void plantedClassesAreFound(@TempDir Path directory) throws IOException {
        Path planted = directory.resolve("planted.jar");
        try (OutputStream file = Files.newOutputStream(planted);
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new JarEntry("org/bytedeco/ffmpeg/global/avcodec.class"));
            jar.putNextEntry(new JarEntry("org/apache/flink/configuration/Configuration.class"));
        }
        assertThat(faults(planted)).hasSize(2);
    }

    private static List<String> faults(Path jar) throws IOException {
        List<String> faults = new ArrayList<>();
        if (Files.size(jar) > MOST_BYTES) {
            faults.add(jar + " has " + Files.size(jar) + " bytes, at most " + MOST_BYTES);
        }
        Set<String> cluster = new HashSet<>();
        int clusterJars = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (CLUSTER.matcher(entry).matches()) {
                cluster.addAll(classes(Path.of(entry)));
                clusterJars++;
            }
        }
        assertThat(clusterJars).as("jars of a cluster on this class path").isGreaterThan(20);
        for (String name : classes(jar)) {
            if (NEVER.matcher(name).matches()) {
                faults.add(name + " has no place in a TaskManager");
            } else if (cluster.contains(name)) {
                faults.add(name + " is provided by the cluster");
            }
        }
        return faults;
    }

    private static List<String> classes(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                    .toList();
        }
    }
}

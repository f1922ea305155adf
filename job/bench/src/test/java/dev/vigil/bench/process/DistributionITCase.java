package dev.vigil.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.cli.text.Version;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.fixtures.sound.Encoder;
import dev.vigil.stream.jobs.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code vigil.tar.gz} as somebody has it who has nothing else of Vigil's. */
@ExtendWith(SharedBroker.class)
class DistributionITCase {
    private static final Path ARCHIVE = Path.of("../cli/target/vigil.tar.gz");
    private static final long MOST_BYTES = 120_000_000;

    /** What the desk alone brings; what serves HTTP was there before it. */
    private static final List<String> OF_THE_DESK =
            List.of(
                    "vigil-desk-",
                    "sqlite-jdbc-",
                    "postgresql-",
                    "flyway-",
                    "jdbi3-core-",
                    "geantyref-",
                    "HikariCP-",
                    "jte-runtime-",
                    "oauth2-oidc-sdk-",
                    "nimbus-jose-jwt-",
                    "content-type-",
                    "lang-tag-",
                    "json-smart-",
                    "accessors-smart-",
                    "asm-",
                    "picocss__pico-",
                    "uplot-");

    private static final List<String> NOT_OF_THE_DESK_ALONE =
            List.of(
                    "vigil-client",
                    "vigil-peers",
                    "kafka-clients",
                    "jackson-databind",
                    "undertow-core");
    private static final long MOST_BYTES_OF_THE_DESK = 25_000_000;
    private static final Pattern DIRECT =
            Pattern.compile("<artifactId>([^<]+)</artifactId></dependency>");

    @TempDir private static Path unpacked;

    @BeforeEach
    void unpack() throws Exception {
        assumeTrue(Files.exists(ARCHIVE), "vigil.tar.gz is made by the package phase: mvn verify");
        if (!Files.exists(unpacked.resolve("vigil"))) {
            run(0, "tar", "xzf", ARCHIVE + "", "-C", unpacked + "");
        }
    }

    @Test
    void itsHelpNamesTheVerbsThatItHas() throws Exception {
        assertThat(vigil(0, "--version")).isEqualTo("vigil " + Version.NUMBER + "\n");
        assertThat(vigil(0, "--help"))
                .contains("ingest", "notice", "alerts", "doctor")
                .doesNotContain("demo", "bench");
    }

    /** The doctor reads the options of the jobs, which are Flink's; sound is decoded natively. */
    @Test
    void verbsFindWhatTheyNeed(EmbeddedBroker broker) throws Exception {
        try (Site site = Site.on(broker)) {
            // It finds what is wrong: no notice job runs.
            assertThat(vigil(1, "doctor", "--bootstrap", broker.bootstrap()))
                    .contains("topics: all", "start the notice job");
            site.notice("n-1", System.currentTimeMillis());
            vigil(0, "notice", "list", "--bootstrap", broker.bootstrap());
        }
        Path sound = unpacked.resolve("a.mp3");
        Encoder.write(Composer.compose(1, 10, 44_100), sound, Encoder.Format.MP3);
        assertThat(vigil(0, "fingerprint", sound + "")).isNotBlank();
    }

    @Test
    void itIsNotTheWholeCluster() throws IOException {
        assertThat(libraries().keySet())
                .noneMatch(name -> name.matches("(vigil-(bench|local|fixtures)|kafka_).*"));
        assertThat(bytes(name -> true)).isLessThan(MOST_BYTES);
    }

    @Test
    void theDeskIsInItAndAddsLittle() throws Exception {
        Path file = unpacked.resolve("desk-backup.sqlite");
        String store = "jdbc:sqlite:" + unpacked.resolve("desk.sqlite");
        assertThat(vigil(0, "desk", "--store", store, "--backup", file + ""))
                .contains("written to " + file);

        assertThat(bytes(DistributionITCase::isOfTheDesk))
                .isBetween(MOST_BYTES_OF_THE_DESK / 2, MOST_BYTES_OF_THE_DESK);
        Matcher direct = DIRECT.matcher(Files.readString(Path.of("../desk/pom.xml")));
        assertThat(direct.results().map(it -> it.group(1)))
                .as("a new library of the desk is counted")
                .hasSizeGreaterThan(10)
                .allMatch(name -> NOT_OF_THE_DESK_ALONE.contains(name) || isOfTheDesk(name + "-"));
        for (String name : OF_THE_DESK) {
            assertThat(libraries().keySet()).anyMatch(it -> it.startsWith(name));
        }
    }

    private static boolean isOfTheDesk(String library) {
        return OF_THE_DESK.stream().anyMatch(library::startsWith);
    }

    private static long bytes(Predicate<String> of) throws IOException {
        return libraries().entrySet().stream()
                .filter(it -> of.test(it.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Names, and bytes of each. */
    private static Map<String, Long> libraries() throws IOException {
        Map<String, Long> libraries = new TreeMap<>();
        try (Stream<Path> files = Files.list(unpacked.resolve("vigil/lib"))) {
            for (Path file : files.toList()) {
                libraries.put(file.getFileName().toString(), Files.size(file));
            }
        }
        return libraries;
    }

    private static String vigil(int code, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(unpacked.resolve("vigil/bin/vigil") + ""));
        command.addAll(List.of(arguments));
        return run(code, command.toArray(String[]::new));
    }

    private static String run(int code, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("VIGIL_JAVA_OPTS");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isEqualTo(code);
        return output;
    }
}

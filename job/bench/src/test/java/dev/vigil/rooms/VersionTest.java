package dev.vigil.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.text.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The version is written in more places than the pom: {@code .ci/release version} changes all. */
class VersionTest {
    private static final Path REPOSITORY = Path.of("../..");
    private static final Pattern OWN =
            Pattern.compile("<artifactId>vigil-[^<]+</artifactId>\\s*<version>([^<$]+)</version>");
    private static final Pattern IMAGE = Pattern.compile("\\bvigil(?:-command)?:(\\d[\\w.-]*)");
    private static final Pattern MODULE = Pattern.compile("<module>(.+)</module>");

    @Test
    void everyPomHasIt() throws IOException {
        String parent = Files.readString(REPOSITORY.resolve("pom.xml"));
        assertThat(found(OWN, parent)).containsExactly(Version.NUMBER);
        for (String module : found(MODULE, parent)) {
            Path pom = REPOSITORY.resolve(module).resolve("pom.xml");
            assertThat(found(OWN, Files.readString(pom)))
                    .as("%s", pom)
                    .containsExactly(Version.NUMBER);
        }
    }

    @Test
    void everyImageHasItAsItsTag() throws IOException {
        List<String> tags = new ArrayList<>();
        for (String folder : List.of("k8s-operator", "job/docs")) {
            try (Stream<Path> files = Files.walk(REPOSITORY.resolve(folder))) {
                for (Path file : files.filter(VersionTest::mayNameAnImage).toList()) {
                    tags.addAll(found(IMAGE, Files.readString(file)));
                }
            }
        }
        assertThat(tags).hasSizeGreaterThan(5).containsOnly(Version.NUMBER);
    }

    private static boolean mayNameAnImage(Path file) {
        return file.toString().matches(".*(\\.yaml|\\.md|Dockerfile)")
                && !file.toString().contains("/target/");
    }

    @Test
    void theChangeLogBeginsWithIt() throws IOException {
        String number = Version.NUMBER.replace("-SNAPSHOT", "");
        String log = Files.readString(REPOSITORY.resolve("job/docs/CHANGELOG.md"));
        assertThat(found(Pattern.compile("\n## ([^ ]+) \\("), log)).startsWith(number);
    }

    @Test
    void aPlantedOtherOneIsFound() {
        assertThat(
                        found(
                                IMAGE,
                                "image: vigil:0.0.9\n"
                                        + "# docker build -t vigil-command:0.0.8-SNAPSHOT ."))
                .containsExactly("0.0.9", "0.0.8-SNAPSHOT");
        assertThat(found(OWN, "<artifactId>vigil-parent</artifactId>\n  <version>0.0.7</version>"))
                .containsExactly("0.0.7");
        assertThat(
                        found(
                                OWN,
                                "<artifactId>vigil-cli</artifactId>"
                                        + "<version>${project.version}</version>"))
                .isEmpty();
    }

    private static List<String> found(Pattern what, String text) {
        return what.matcher(text).results().map(it -> it.group(1)).toList();
    }
}

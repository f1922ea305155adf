package dev.vigil.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents name what is there. */
class PagesTest {
    private static final Path REPOSITORY = Path.of("../..");

    private static final Page ARCHITECTURE =
            new Page(REPOSITORY.resolve("job/docs/architecture.md"));

    /** First names of our packages that no topic or option has. */
    private static final Set<String> ROOTS =
            Set.of(
                    "schema",
                    "flink",
                    "stream",
                    "client",
                    "cli",
                    "edge",
                    "local",
                    "bench",
                    "fixtures");

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(REPOSITORY.resolve("job/docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "state-schema/EVOLUTION.md")
                                    .map(REPOSITORY::resolve),
                            docs.filter(file -> file.toString().endsWith(".md")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        assertThat(new Page(page).brokenLinks()).isEmpty();
    }

    @Test
    void theArchitectureNamesClassesThatExist() throws IOException {
        assertThat(ARCHITECTURE.missingClasses(Page.classes(REPOSITORY))).isEmpty();
    }

    @Test
    void theArchitectureNamesPackagesThatExist() throws IOException {
        Set<String> packages = Page.packages(REPOSITORY);
        assertThat(packages).contains("schema.media", "flink.verdict");
        assertThat(ARCHITECTURE.missingPackages(ROOTS, packages)).isEmpty();
    }

    @Test
    void theTableOfRoomsHasEveryPackageAndNoOther() throws IOException {
        assertThat(ARCHITECTURE.listedPackages())
                .containsExactlyInAnyOrderElementsOf(Page.packages(REPOSITORY));
    }

    @Test
    void theArchitectureHasEveryRoomAndTopic() throws IOException {
        String text = ARCHITECTURE.text();
        assertThat(Files.readString(REPOSITORY.resolve("pom.xml")).lines())
                .filteredOn(line -> line.contains("<module>"))
                .extracting(line -> line.replaceAll(".*<module>|</module>.*", ""))
                .isNotEmpty()
                .allSatisfy(room -> assertThat(text).contains("`" + room + "`"));
        assertThat(Arrays.stream(Topic.values()).map(Topic::topicName))
                .allSatisfy(topic -> assertThat(text).contains("`" + topic + "`"));
    }

    /** The guard can fail. */
    @Test
    void whatIsGoneIsFound(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("page.md");
        Files.writeString(
                page,
                """
                # Two jobs, one page
                `MediaJob.wire` and `NoSuchClass`; `notices` is no class; `schema.media`, `schema.gone`.
                | room | packages | holds | never imports |
                |---|---|---|---|
                | `functions` | `audio`, `gone` | `door` | |
                | | `flink.` and `media` | | |
                | `job/stream` | `stream`, `.door`, `.gone` | | |

                [here](#two-jobs-one-page) [there](#three-jobs) [gone](gone.md) [web](https://a.b)
                """);
        assertThat(new Page(page).brokenLinks()).containsExactly("#three-jobs", "gone.md");
        assertThat(new Page(page).missingClasses(Set.of("MediaJob")))
                .containsExactly("NoSuchClass");
        assertThat(new Page(page).missingPackages(ROOTS, Set.of("schema.media")))
                .containsExactly("schema.gone");
        assertThat(new Page(page).listedPackages())
                .containsExactlyInAnyOrder(
                        "audio",
                        "gone",
                        "flink",
                        "flink.media",
                        "stream",
                        "stream.door",
                        "stream.gone");
    }
}

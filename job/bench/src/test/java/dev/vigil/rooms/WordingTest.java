package dev.vigil.rooms;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.vigil.rooms.planted.words.Idiom;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages, help texts, sentences in events, schemas, options, alerts and pages are plain. */
class WordingTest {
    private static final JavaClasses PRODUCT =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("dev.vigil");

    private static final ArchRule NO_WORDS_OF_THE_PARSER =
            noClasses()
                    .that(resideOutsideOfPackages("dev.vigil.schema.wire.."))
                    .should()
                    .callMethodWhere(target(name("getOriginalMessage")))
                    .as("what is wrong with JSON is reported by Json.problem");

    @Test
    void everyTextOfTheProductIsPlain() {
        assertThat(PRODUCT.stream().filter(WordingTest::isWritten).flatMap(WordingTest::inClass))
                .isEmpty();
    }

    @Test
    void noMessageOfTheJsonParserReachesAUser() {
        NO_WORDS_OF_THE_PARSER.check(PRODUCT);
    }

    @Test
    void everyPageIsPlain() throws IOException {
        Path root = root();
        List<Path> pages =
                new ArrayList<>(
                        List.of(
                                root.resolve("README.md"),
                                root.resolve("state-schema/EVOLUTION.md"),
                                root.resolve("job/cli/src/distribution/README.md"),
                                root.resolve("k8s-operator/monitoring/dashboard.json")));
        try (Stream<Path> files = Files.walk(root.resolve("job/docs"))) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.getParent().endsWith("adr"))
                    .forEach(pages::add);
        }
        try (Stream<Path> files = Files.walk(root.resolve("k8s-operator/alerts"))) {
            files.filter(WordingTest::isRules).forEach(pages::add);
        }
        try (Stream<Path> files = Files.walk(root.resolve("job/desk/src/main/resources"))) {
            files.filter(file -> file.toString().endsWith("_en.properties")).forEach(pages::add);
        }

        assertThat(pages).hasSizeGreaterThan(25);
        assertThat(pages.stream().flatMap(WordingTest::inPage)).isEmpty();
    }

    @Test
    void everyCommentOfTheProductIsPlain() throws IOException {
        Path root = root();
        List<String> found = new ArrayList<>();
        for (String room : List.of("state-schema", "functions", "job", "k8s-operator")) {
            try (Stream<Path> files = Files.walk(root.resolve(room))) {
                files.filter(WordingTest::isSource)
                        .flatMap(WordingTest::inComments)
                        .forEach(found::add);
            }
        }

        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    // nobody reads it",
                "    /** What a stranger sent. */",
                "     * when it came",
                "     * @param at when the platform was told",
                " * Sound for the ear.",
            })
    void eachIdiomInACommentIsFound(String line) {
        assertThat(Wording.isIdiomInComment(line)).isTrue();
        assertThat(Wording.isIdiomInComment(line.replaceAll("[/*]", ""))).isFalse();
        assertThat(Wording.isIdiomInComment("     * @param told how many were reported")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "expected 1 to 3, came '4'",
                "expected a file, came none",
                "the reason is told on the topic health",
                "as the table says",
                "the clock stands",
                "what was heard",
                "for so many hours",
                "whoever writes",
                "Search was given DEAD",
                "chunk 4 has not come",
                "asks him for it",
                "the bench wants 3 GB",
                "the job knows nothing of it",
                "a kind which is not its own",
                "a session that is forgotten",
                "state lies in a folder",
            })
    void eachOfTheWordsIsFound(String text) {
        assertThat(Wording.problems(text)).hasSize(1);
    }

    @Test
    void aPlantedTextAndAPlantedMessageAreFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(Idiom.class);

        assertThat(planted.stream().flatMap(WordingTest::inClass))
                .singleElement()
                .asString()
                .contains(Idiom.class.getName(), "expected X, got Y");
        assertThat(NO_WORDS_OF_THE_PARSER.evaluate(planted).getFailureReport().getDetails())
                .singleElement()
                .asString()
                .contains(JsonProcessingException.class.getSimpleName());
    }

    /** Texts of generated builders are names of fields. */
    private static boolean isWritten(JavaClass type) {
        return !type.getName().matches(".*Builder(\\$.*)?");
    }

    private static boolean isRules(Path file) {
        return file.toString().endsWith(".rules.yaml");
    }

    private static boolean isSource(Path file) {
        return file.toString().matches(".*/src/main/java/.*\\.java");
    }

    private static Stream<String> inComments(Path source) {
        try (Stream<String> lines = Files.lines(source)) {
            return lines
                    .filter(Wording::isIdiomInComment)
                    .map(line -> source.getFileName() + ": " + line.strip())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> inClass(JavaClass type) {
        try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            return Wording.texts(in).stream()
                    .flatMap(text -> Wording.problems(text).stream())
                    .map(problem -> type.getName() + ": " + problem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> inPage(Path page) {
        try (Stream<String> lines = Files.lines(page)) {
            return lines
                    .flatMap(line -> Wording.problems(line).stream())
                    .map(problem -> page.getFileName() + ": " + problem)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("k8s-operator"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}

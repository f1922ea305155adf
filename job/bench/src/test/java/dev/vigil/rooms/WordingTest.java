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
import dev.vigil.flink.notice.ClockWatchOperator;
import dev.vigil.notice.AlertForm;
import dev.vigil.rooms.planted.words.Idiom;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages, help texts, options, alerts and pages are in plain English. */
class WordingTest {
    private static final JavaClasses PRODUCT =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("dev.vigil");

    /** Their sentences are in published events, which change with the golden records only. */
    private static final Set<String> IN_EVENTS =
            Set.of(
                    AlertForm.class.getName(),
                    ClockWatchOperator.class.getName(),
                    "dev.vigil.flink.media.ProducerFaults",
                    "dev.vigil.policy.OpenCommands",
                    "dev.vigil.policy.Sentences");

    /** Records: what their properties are for is part of the published schemas. */
    private static final String SCHEMA = "dev.vigil.schema.";

    /** Parts of them that pages and links repeat. */
    private static final Pattern OF_EVENTS =
            Pattern.compile("(?i)the.clock.stands|no source says why");

    private static final ArchRule NO_WORDS_OF_THE_PARSER =
            noClasses()
                    .that(resideOutsideOfPackages("dev.vigil.schema.wire.."))
                    .should()
                    .callMethodWhere(target(name("getOriginalMessage")))
                    .as("what is wrong with JSON is reported by Json.problem");

    @Test
    void everyTextOfTheProductIsPlain() {
        assertThat(PRODUCT.stream().filter(WordingTest::isChecked).flatMap(WordingTest::inClass))
                .isEmpty();
    }

    @Test
    void noMessageOfTheJsonParserReachesAUser() {
        NO_WORDS_OF_THE_PARSER.check(PRODUCT);
    }

    @Test
    void everyPageForOperatorsIsPlain() throws IOException {
        Path root = root();
        List<Path> pages;
        try (Stream<Path> files = Files.walk(root.resolve("job/docs"))) {
            pages =
                    Stream.concat(Stream.of(root.resolve("README.md")), files)
                            .filter(file -> file.toString().endsWith(".md"))
                            .filter(file -> !file.getParent().endsWith("adr"))
                            .toList();
        }
        try (Stream<Path> files = Files.walk(root.resolve("k8s-operator/alerts"))) {
            pages = Stream.concat(pages.stream(), files.filter(WordingTest::isRules)).toList();
        }

        assertThat(pages).hasSizeGreaterThan(15);
        assertThat(pages.stream().flatMap(WordingTest::inPage)).isEmpty();
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

    private static boolean isChecked(JavaClass type) {
        return !IN_EVENTS.contains(outermost(type))
                && (!type.getName().startsWith(SCHEMA)
                        || type.getName().startsWith(SCHEMA + "wire")
                        || type.getName().startsWith(SCHEMA + "check"));
    }

    private static boolean isRules(Path file) {
        return file.toString().endsWith(".rules.yaml");
    }

    private static Stream<String> inText(String text) {
        return Wording.problems(OF_EVENTS.matcher(text).replaceAll("")).stream();
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    private static Stream<String> inClass(JavaClass type) {
        try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            return Wording.texts(in).stream()
                    .flatMap(WordingTest::inText)
                    .map(problem -> type.getName() + ": " + problem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> inPage(Path page) {
        try (Stream<String> lines = Files.lines(page)) {
            return lines
                    .flatMap(WordingTest::inText)
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

package dev.vigil.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.core.importer.Locations;
import dev.vigil.rooms.planted.words.Idiom;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
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
    private static final String ROOT = "dev.vigil";

    /** Of classes; fewer would be those of some rooms alone. */
    private static final int LEAST_CLASSES = 1_500;

    @Test
    void everyTextOfTheProductIsPlain() throws IOException {
        List<String> problems = new ArrayList<>();
        int classes = 0;
        for (Location location : Locations.ofPackage(ROOT)) {
            if (isOfProduct(location)) {
                classes += inLocation(location, problems);
            }
        }

        assertThat(classes).isGreaterThan(LEAST_CLASSES);
        assertThat(problems).isEmpty();
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
    void aPlantedTextIsFound() throws IOException {
        try (InputStream planted = Idiom.class.getResourceAsStream("Idiom.class")) {
            assertThat(inClass(planted))
                    .singleElement()
                    .asString()
                    .contains("expected 1 to 3", "expected X, got Y");
        }
    }

    private static boolean isOfProduct(Location location) {
        return ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(location)
                && !location.contains("-tests.jar");
    }

    /** Without ArchUnit's model of the classes, which takes longer than all else here. */
    private static int inLocation(Location location, List<String> problems) throws IOException {
        if (!location.isJar()) {
            return inFolder(Path.of(location.asURI()), problems);
        }
        String[] jarAndFolder = location.asURI().toString().replaceFirst("^jar:", "").split("!");
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(URI.create(jarAndFolder[0])))) {
            return inFolder(jar.getPath(jarAndFolder[1]), problems);
        }
    }

    /** Gives how many classes there are. */
    private static int inFolder(Path folder, List<String> problems) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> classes = files.filter(WordingTest::isWritten).toList();
            for (Path file : classes) {
                // All of it at once: a class file is read number by number.
                InputStream in = new ByteArrayInputStream(Files.readAllBytes(file));
                inClass(in).forEach(problem -> problems.add(file + ": " + problem));
            }
            return classes.size();
        }
    }

    /** Texts of generated builders are names of fields. */
    private static boolean isWritten(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".class") && !name.matches(".*Builder(\\$.*)?\\.class");
    }

    private static List<String> inClass(InputStream classFile) throws IOException {
        return Wording.texts(classFile).stream()
                .flatMap(text -> Wording.problems(text).stream())
                .toList();
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

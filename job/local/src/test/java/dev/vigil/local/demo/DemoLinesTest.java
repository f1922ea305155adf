package dev.vigil.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.local.demo.Expectation.Chapter;
import dev.vigil.local.demo.Expectation.Observed;
import dev.vigil.local.demo.Expectation.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not as expected is the one thing that must not be cut. */
class DemoLinesTest {
    private static final String EXPECTED =
            "stopped within 10 s of the entry's publication, by version 2 of screening-1, and"
                    + " nothing before it";
    private static final String OBSERVED =
            "observed as before: no revision of its verdict was published in 60 s";

    @TempDir private Path folder;

    @Test
    void aFailedRowIsFollowedByAllThatWasExpectedAndObserved() {
        for (Chapter chapter : Chapter.values()) {
            List<String> lines = DemoLines.of(List.of(failed(chapter)), Map.of());
            assertThat(lines).allMatch(line -> line.length() <= DemoLines.COLUMNS);
            assertThat(joined(lines)).contains("expected " + EXPECTED + ", got " + OBSERVED);
        }
    }

    @Test
    void twoUploadsOfAFilmAreOnALineWhichIsGoodWhereBothAre() {
        Result good =
                new Expectation(Chapter.FILM, "a", "muted", "BLOCK", () -> Observed.met("BLOCK"))
                        .result();
        assertThat(DemoLines.of(List.of(good, good), Map.of()))
                .filteredOn(line -> line.startsWith("ok "))
                .singleElement()
                .asString()
                .startsWith("ok muted; muted ")
                .endsWith(" BLOCK; BLOCK");
        assertThat(DemoLines.of(List.of(good, failed(Chapter.FILM)), Map.of()))
                .filteredOn(line -> line.startsWith("ok ") || line.startsWith("!! "))
                .singleElement()
                .asString()
                .startsWith("!! muted; a stream ");
    }

    @Test
    void thePageHasBothOfAFailedRow() throws Exception {
        Path file = folder.resolve("page.html");
        new DemoPage("t", "s", false)
                .recognised(List.of(failed(Chapter.SOUND)), Map.of())
                .write(file);
        List<String> cells = new ArrayList<>();
        PageReader.of(file).all("td").forEach(cell -> cells.add(cell.getTextContent()));
        assertThat(cells).contains("Expected: " + EXPECTED, "Observed: " + OBSERVED);
    }

    private static Result failed(Chapter chapter) {
        return new Expectation(chapter, "id", "a stream", EXPECTED, () -> Observed.failed(OBSERVED))
                .result();
    }

    private static String joined(List<String> lines) {
        return String.join(" ", lines.stream().map(String::strip).toList());
    }
}

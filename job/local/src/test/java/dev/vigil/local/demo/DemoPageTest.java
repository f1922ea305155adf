package dev.vigil.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.local.demo.Expectation.Chapter;
import dev.vigil.local.demo.Expectation.Observed;
import dev.vigil.local.demo.Expectation.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** File names of a user's recordings are texts from outside. */
class DemoPageTest {
    private static final String HOSTILE = "a\"b<script src='http://x'>&amp;\u202e\u001b[2J";

    @TempDir private Path folder;

    @Test
    void noTextOfOthersIsMarkup() throws Exception {
        Path file = folder.resolve("page.html");
        Result result =
                new Expectation(
                                Chapter.REST,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                () -> Observed.failed(HOSTILE))
                        .result();
        new DemoPage(HOSTILE, HOSTILE, false)
                .paragraph(HOSTILE)
                .table(List.of(result))
                .lines(List.of(HOSTILE))
                .write(file);

        PageReader read = PageReader.of(file);
        assertThat(read.loads()).isEmpty();
        assertThat(read.all("title").get(0).getTextContent())
                .isEqualTo("a\"b<script src='http://x'>&amp;??[2J");
        assertThat(read.all("td")).hasSize(4);
    }
}

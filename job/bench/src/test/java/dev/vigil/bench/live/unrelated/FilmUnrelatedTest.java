package dev.vigil.bench.live.unrelated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.bench.film.DrawnFile;
import dev.vigil.cli.picture.TestingFiles;
import dev.vigil.cli.picture.TestingFiles.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Films that show no work match none; one that shows a work is reported. */
class FilmUnrelatedTest {
    private static Ran bench(Object... more) {
        List<Object> words = new ArrayList<>(List.of("bench", "unrelated", "--video"));
        words.addAll(List.of(more));
        return TestingFiles.vigil(words.toArray());
    }

    @Test
    void aWorkAmongTheFilmsIsReportedAndNoOther(@TempDir Path folder) throws IOException {
        Path works = Files.createDirectory(folder.resolve("works"));
        DrawnFile.write(works.resolve("work.y4m"), 3, 0, 30);
        Path others = Files.createDirectory(folder.resolve("others"));
        DrawnFile.write(others.resolve("other.y4m"), 5, 0, 20);
        Ran none = bench("--references", works, "--streams", others, "--json");
        JsonNode json = new ObjectMapper().readTree(none.out());
        assertThat(json.path("hoursSeen").asDouble()).isBetween(19 / 3_600.0, 21 / 3_600.0);
        assertThat(json.path("matches")).isEmpty();
        assertThat(none.code()).isZero();

        DrawnFile.write(others.resolve("part.y4m"), 3, 6.05, 20);
        Ran one = bench("--references", works, "--streams", others);
        assertThat(one.out())
                .contains("Matches that may block: 1, aimed at 0.")
                .containsPattern("\\| part.y4m \\| 0:[0-9.]+ \\| work.y4m \\| [0-9.]+ \\|")
                .contains("**Unrelated film matched.**");
        assertThat(one.code()).isEqualTo(1);
    }

    @Test
    void optionsThatExcludeEachOtherAreRefused(@TempDir Path folder) {
        assertThat(bench("--drawn-hours", 0).err()).contains("--drawn-hours: expected 1 to 1000");
        assertThat(bench("--drawn-hours", 2, "--streams", folder).err())
                .contains("--drawn-hours: expected no --streams beside it, got both");
        assertThat(bench("--reference-list", folder).err())
                .contains("--video: expected no --reference-list or --thorough-every");
        Ran sound = TestingFiles.vigil("bench", "unrelated", "--drawn-hours", 1);
        assertThat(sound.code()).isEqualTo(2);
    }
}

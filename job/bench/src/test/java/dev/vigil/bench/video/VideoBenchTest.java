package dev.vigil.bench.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.picture.TestingFiles;
import dev.vigil.cli.picture.TestingFiles.Ran;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole bench, small: one clip of each distortion, an hour of decoys, costs measured once. */
class VideoBenchTest {
    private static Ran ran;

    @BeforeAll
    static void bench() {
        ran =
                TestingFiles.vigil(
                        "bench",
                        "video",
                        "--clips",
                        "1",
                        "--hours",
                        "0,1",
                        "--decoys",
                        "8",
                        "--once",
                        "--no-peer");
    }

    @Test
    void clipsAreFoundBesideDecoys() {
        assertThat(ran.out())
                .containsPattern("\\| distortion \\| goal \\| 0\\.167 h \\| 1\\.0\\d h \\|")
                .contains("| clean | 95 / 99 / 99 | 100 / 100 / 100 | 100 / 100 / 100 |")
                .contains("| mirror | 95 / 99 / 99 | 100 / 100 / 100 | 100 / 100 / 100 |")
                .containsPattern("\\| crop20 \\| 85 / 97 / 99 \\| \\S+ / \\S+ / 100 \\|")
                .containsPattern("\\| reorder \\| 85 / 95 / 95 \\| ");
    }

    @Test
    void nothingIsFoundWhereThereIsNothing() {
        assertThat(figure("decoys of 10 s that match")).isZero();
        assertThat(figure("unrelated clips that are answered")).isZero();
        assertThat(figure("clips answered with another film")).isZero();
    }

    @Test
    void costsAreMeasured() {
        for (String cost :
                new String[] {
                    "decoding to grey thumbnails, 4 a second",
                    "words of a stream, all windows, 4 pictures a second",
                    "words of a reference, 11 windows, 8 pictures a second",
                    "index build",
                    "index size",
                    "screen",
                    "thorough search",
                    "an upload"
                }) {
            assertThat(figure(cost)).as(cost).isPositive();
        }
        assertThat(figure("thumbnails on the wire")).isBetween(9_000.0, 10_000.0);
        assertThat(ran.err()).contains("MPEG-7 signatures were left out");
    }

    private static double figure(String name) {
        Matcher row =
                Pattern.compile("\\| " + Pattern.quote(name) + "(, 1\\.0\\d h)? \\| ([\\d,.]+) ")
                        .matcher(ran.out());
        assertThat(row.find()).as("%s in %s", name, ran.out() + ran.err()).isTrue();
        return Double.parseDouble(row.group(2).replace(",", ""));
    }
}

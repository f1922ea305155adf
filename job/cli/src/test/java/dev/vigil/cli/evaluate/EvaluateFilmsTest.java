package dev.vigil.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.cli.picture.TestingFiles;
import dev.vigil.cli.picture.TestingFiles.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two films in a folder, clips of them: each row is answered from the clip's first seconds. */
class EvaluateFilmsTest {
    private static final String HEAD = "path,true_ref,offset_s,length_s,distortion,also_s";

    @TempDir static Path dir;
    private static Path films;
    private static String summary;
    private static List<String> rows;

    @BeforeAll
    static void write() throws IOException {
        films = Files.createDirectory(dir.resolve("films"));
        new WrittenFilm().film(1, 0, 45).to(films.resolve("one.y4m"));
        new WrittenFilm().film(2, 0, 45).to(films.resolve("two.y4m"));
        Path never = Files.createDirectory(films.resolve("never"));
        new WrittenFilm().film(3, 0, 45).to(never.resolve("three.y4m"));
        Files.writeString(films.resolve("notes.txt"), "no film");
        new WrittenFilm().film(1, 12, 20).to(dir.resolve("clean.y4m"));
        new WrittenFilm().mirrored(2, 20, 20).to(dir.resolve("mirror.y4m"));
        new WrittenFilm().film(3, 5, 20).to(dir.resolve("other.y4m"));
        new WrittenFilm().film(3, 5, 6).film(1, 30, 14).to(dir.resolve("late.y4m"));
        new WrittenFilm().film(1, 20, 6).film(1, 5, 14).to(dir.resolve("both.y4m"));
        new WrittenFilm().held(1, 16, 20).to(dir.resolve("held.y4m"));
        Ran ran = run("all.csv", queries("all.csv", allRows()));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        summary = ran.out();
        rows = Files.readAllLines(dir.resolve("all.csv.out"));
    }

    private static String[] allRows() {
        List<String> all = new ArrayList<>();
        for (int length : new int[] {5, 10, 20}) {
            all.add("clean.y4m,one.y4m,12," + length + ",clean,");
            all.add("mirror.y4m,two.y4m,20," + length + ",mirror,");
            all.add("other.y4m,,," + length + ",clean,");
            all.add("late.y4m," + (length == 5 ? ",," : "one.y4m,24,") + length + ",late,");
            all.add("held.y4m,one.y4m,16," + length + ",still,");
        }
        all.add("both.y4m,one.y4m,20,20,reorder,-1");
        return all.toArray(new String[0]);
    }

    private static Path queries(String name, String... rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        lines.addAll(Arrays.asList(rows));
        return Files.write(dir.resolve(name), lines);
    }

    private static Ran run(String name, Path queries, Object... more) {
        List<Object> words = new ArrayList<>(List.of("evaluate", "--video"));
        words.addAll(List.of("--queries", queries, "--out", dir.resolve(name + ".out")));
        if (!Arrays.asList(more).contains("--references")) {
            words.addAll(List.of("--references", films));
        }
        words.addAll(Arrays.asList(more));
        return TestingFiles.vigil(words.toArray());
    }

    private static List<String[]> of(String query, String length) {
        return rows.stream()
                .map(row -> row.split(",", -1))
                .filter(row -> row[0].equals(query) && row[1].equals(length))
                .toList();
    }

    private static void assertFound(String query, String length, String film, double offset) {
        assertThat(of(query, length)).as("%s after %s s", query, length).isNotEmpty();
        String[] row = of(query, length).get(0);
        assertThat(row[2]).isEqualTo(film);
        assertThat(Double.parseDouble(row[3])).isCloseTo(offset, within(0.5));
        assertThat(row[5]).isEqualTo("BLOCK");
        assertThat(Double.parseDouble(row[6])).isBetween(2.0, Double.parseDouble(length));
    }

    @Test
    void aCopyIsFoundAtItsPlaceAfterAnyLength() {
        assertThat(rows.get(0))
                .isEqualTo("query,length_s,matched_ref,ref_offset_s,score,action,opened_s");
        for (String length : List.of("5.0", "10.0", "20.0")) {
            assertFound("clean.y4m", length, "one.y4m", 12);
            assertFound("mirror.y4m", length, "two.y4m", 20);
            assertThat(of("other.y4m", length)).as("its film is in a folder below").isEmpty();
        }
    }

    /** What is shown later is not known yet. */
    @Test
    void aRowIsAnsweredFromItsSecondsAlone() {
        assertThat(of("late.y4m", "5.0")).isEmpty();
        assertFound("late.y4m", "20.0", "one.y4m", 24);
    }

    @Test
    void aHeldPictureIsNeverMoreThanReviewed() {
        for (String length : List.of("5.0", "10.0", "20.0")) {
            assertThat(of("held.y4m", length)).noneMatch(row -> row[5].equals("BLOCK"));
        }
    }

    @Test
    void aStillPictureInCommonIsReviewed() {
        Query query = new Query("clip.mp4", 5, null);
        QueryAnswer still = new QueryAnswer("one.mp4", 1, 9, 4, true);
        assertThat(new PictureRecognition(false).row(query, still))
                .isEqualTo("clip.mp4,5.0,one.mp4,1.000,9.00,REVIEW,4.000");
    }

    /** The longer one has more evidence: its place is one of those that are right. */
    @Test
    void excerptsHaveARowEach() {
        List<Double> places =
                of("both.y4m", "20.0").stream().map(row -> Double.parseDouble(row[3])).toList();
        assertThat(places).hasSize(2);
        assertThat(places.get(0)).isCloseTo(-1, within(0.5));
        assertThat(places.get(1)).isCloseTo(20, within(0.5));
        assertThat(summary).containsPattern("(?m)^reorder +- +- +100\\.0 +100\\.0$");
    }

    @Test
    void whatIsKnownIsScored() {
        assertThat(summary)
                .contains("2 references, 0.03 h", "ms a second of film: decoding ")
                .containsPattern("(?m)^clean +100\\.0 +100\\.0 +100\\.0 +100\\.0$")
                .containsPattern("(?m)^mirror +100\\.0 +100\\.0 +100\\.0 +100\\.0$")
                .contains("0 false positives (0.00 %) of 4")
                .containsPattern("(?m)^\\d of 3 held pictures are named, 0 as more than that$");
    }

    /** A candidate is no match, and nothing is done for it. */
    @Test
    void candidatesAreAllowed() throws IOException {
        Path queries = queries("candidates.csv", "other.y4m,,,20,clean,");
        run("candidates.csv", queries, "--candidates", "--live");
        assertThat(Files.readAllLines(dir.resolve("candidates.csv.out")).stream().skip(1))
                .allMatch(row -> row.matches("other\\.y4m,20\\.0,(one|two)\\.y4m,.*,ALLOW,"));
    }

    @Test
    void decoysHideNothing() throws IOException {
        Path queries = queries("large.csv", "clean.y4m,one.y4m,12,10,clean,");
        Ran ran = run("large.csv", queries, "--hours", "0.3");
        assertThat(ran.err()).contains("index of 0.0 of 0.3 h");
        assertThat(ran.out()).contains("2 references, 0.3");
        assertThat(Files.readAllLines(dir.resolve("large.csv.out")).get(1))
                .startsWith("clean.y4m,10.0,one.y4m,");
    }

    @Test
    void whatIsMissingIsReported() throws IOException {
        Path queries = queries("missing.csv", "clean.y4m,one.y4m,12,10,clean,");
        assertThat(run("missing.csv", queries, "--references", dir.resolve("films/never/x")).code())
                .isEqualTo(1);
        Path empty = Files.createDirectories(dir.resolve("empty"));
        assertThat(run("missing.csv", queries, "--references", empty).err())
                .contains("empty: expected films (.mp4");
        assertThat(run("missing.csv", queries, "--stream").err())
                .contains("--stream: expected sound, got --video");
        Ran sound =
                TestingFiles.vigil(
                        "evaluate", "--references", films, "--queries", queries, "--out", "x");
        assertThat(sound.err()).contains("--reference-list: expected a file, got none");
    }
}

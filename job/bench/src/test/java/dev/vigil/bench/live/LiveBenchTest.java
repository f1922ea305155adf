package dev.vigil.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.cli.picture.TestingFiles;
import dev.vigil.cli.picture.TestingFiles.Ran;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.fixtures.sound.Distortion;
import dev.vigil.fixtures.sound.Sound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two works, two other recordings beside them, streams that go from these to those. */
class LiveBenchTest {
    private static final int RATE_HZ = 11_025;
    private static final String HEAD = "path,true_ref,offset_s,length_s,group";

    @TempDir static Path dir;
    private static Path music;

    @BeforeAll
    static void compose() throws IOException {
        music = Files.createDirectory(dir.resolve("music"));
        Sound first = Composer.compose(21, 60, RATE_HZ);
        Sound second = Composer.compose(22, 60, RATE_HZ);
        Sound other = Composer.compose(23, 60, RATE_HZ);
        write(music.resolve("first.wav"), first);
        write(music.resolve("second.wav"), second);
        write(music.resolve("other.wav"), other);
        write(music.resolve("short.wav"), Composer.compose(24, 12, RATE_HZ));
        Files.writeString(music.resolve("notes.txt"), "no sound");
        Files.write(dir.resolve("refs.txt"), List.of("first.wav", "", "second.wav"));
        write(dir.resolve("a.wav"), first.cut(20 * RATE_HZ, 12 * RATE_HZ));
        write(
                dir.resolve("b.wav"),
                Distortion.noise(second.cut(31 * RATE_HZ, 15 * RATE_HZ), 10, 3));
        write(dir.resolve("c.wav"), Composer.compose(25, 10, RATE_HZ));
        queries(
                "queries.csv",
                "a.wav,first.wav,20,12,none",
                "b.wav,second.wav,31,15,noise10",
                "c.wav,,0,10,none");
    }

    private static void write(Path file, Sound sound) throws IOException {
        TestingFiles.wav(file, sound.pcm(), sound.rateHz(), 1);
    }

    private static Sound both(Sound one, Sound next) {
        short[] pcm = Arrays.copyOf(one.pcm(), one.pcm().length + next.pcm().length);
        System.arraycopy(next.pcm(), 0, pcm, one.pcm().length, next.pcm().length);
        return new Sound(pcm, RATE_HZ);
    }

    private static Path queries(String name, String... rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        lines.addAll(Arrays.asList(rows));
        return Files.write(dir.resolve(name), lines);
    }

    private static Ran bench(String verb, Object... more) {
        List<Object> words = new ArrayList<>(List.of("bench", verb, "--references", music));
        words.addAll(List.of("--reference-list", dir.resolve("refs.txt")));
        words.addAll(Arrays.asList(more));
        return TestingFiles.vigil(words.toArray());
    }

    private static JsonNode json(Ran ran) throws IOException {
        return new ObjectMapper().readTree(ran.out());
    }

    @Test
    void worksAreFoundSoonAfterTheyBegin() throws IOException {
        Ran ran = bench("restreams", "--queries", dir.resolve("queries.csv"), "--json");
        JsonNode told = json(ran);
        assertThat(told.path("thoroughEvery").asInt()).isEqualTo(LiveEar.THOROUGH_EVERY);
        assertThat(told.path("leadIns").asInt()).as("12 s are too short").isEqualTo(1);
        assertThat(told.path("groups")).hasSize(2);
        JsonNode all = told.path("all");
        assertThat(all.path("streams").asInt()).isEqualTo(2);
        assertThat(all.path("found").asInt()).isEqualTo(2);
        assertThat(all.path("wrong").asInt() + all.path("falsely").asInt()).isZero();
        assertThat(all.path("unrelated").asInt()).isEqualTo(1);
        assertThat(told.path("groups").get(0).path("decided").path("p50").asDouble())
                .isBetween(0.2, 6.0);
        double decided = all.path("decided").path("max").asDouble();
        assertThat(decided).isBetween(0.2, 12.0);
        assertThat(all.path("received").path("max").asDouble() - decided)
                .as("what it takes to complete a packet, at least 4 frames and half a window")
                .isBetween(0.1, 2.2);
        assertThat(ran.err()).contains("analysed 3 of 3 streams");
    }

    @Test
    void aWorkThatIsSaidToBeElsewhereIsMissed() throws IOException {
        Path elsewhere = queries("elsewhere.csv", "a.wav,first.wav,22,12,none");
        Ran ran = bench("restreams", "--queries", elsewhere);
        assertThat(ran.out())
                .contains("| none | 1 | 0 | 0 | 1 | not within 12 s |")
                .contains("| clean, p50, s | never | at most 2.00 | **missed** |")
                .contains("**Goals missed.**");
        assertThat(ran.code()).isEqualTo(1);
    }

    /** Decoys take part in the search, and none of them is what was played. */
    @Test
    void decoysFillTheIndex() throws IOException {
        Path queries = dir.resolve("queries.csv");
        JsonNode told = json(bench("restreams", "--queries", queries, "--hours", 1, "--json"));
        assertThat(told.path("indexHours").asDouble()).isBetween(1.0, 1.05);
        assertThat(told.path("all").path("found").asInt()).isEqualTo(2);
        assertThat(told.path("all").path("wrong").asInt()).isZero();
    }

    @Test
    void whatIsInNoWorkDoesNotMatch() throws IOException {
        Ran ran = bench("unrelated", "--streams", music, "--json");
        JsonNode told = json(ran);
        assertThat(told.path("streams").asInt()).as("works are left out").isEqualTo(2);
        assertThat(told.path("hoursHeard").asDouble()).isEqualTo(72 / 3600.0);
        assertThat(told.path("matches")).isEmpty();
        assertThat(told.path("searchedPercent").asDouble()).isBetween(10.0, 60.0);
        assertThat(told.has("tail")).as("72 s are too few").isFalse();
        assertThat(ran.code()).isZero();
    }

    /** A copy of a work under another name: the measurement must see it. */
    @Test
    void aWorkAmongTheStreamsIsToldAndFails() throws IOException {
        Path streams = Files.createDirectory(dir.resolve("streams"));
        Files.copy(dir.resolve("a.wav"), streams.resolve("copy.wav"));
        Ran ran = bench("unrelated", "--streams", streams);
        assertThat(ran.out())
                .contains("Matches: 1, aimed at 0.")
                .containsPattern(
                        "\\| copy.wav \\| 0:0[24]\\.0 \\| first.wav \\| [0-9.]+ \\| 26\\.2")
                .contains("no estimate, because fewer than 20")
                .contains("**Unrelated sound matched.**");
        assertThat(ran.code()).isEqualTo(1);
    }

    /** A jingle of 8 s in front of one recording and behind another. */
    @Test
    void whatWorksShareIsFoundAndHasOneVote() throws IOException {
        Path works = Files.createDirectory(dir.resolve("works"));
        Sound jingle = Composer.compose(31, 8, RATE_HZ);
        write(works.resolve("a.wav"), both(jingle, Composer.compose(32, 40, RATE_HZ)));
        write(works.resolve("b.wav"), both(Composer.compose(33, 40, RATE_HZ), jingle));
        write(works.resolve("c.wav"), Composer.compose(34, 40, RATE_HZ));
        Ran ran = TestingFiles.vigil("bench", "shared", "--references", works, "--json");
        JsonNode told = json(ran);
        assertThat(told.path("pairs").asInt()).isEqualTo(6);
        assertThat(told.path("matched").path("pairs").asInt()).as("each in the other").isEqualTo(2);
        assertThat(told.path("voting").path("pairs").asInt()).as("a, in b").isEqualTo(1);
        assertThat(told.path("heldBackVoting").path("pairs").asInt()).isEqualTo(2);
        assertThat(told.path("beyond").path("pairs").asInt()).isZero();
        assertThat(told.path("named").path("pairs").asInt()).isEqualTo(2);
        assertThat(told.path("matched").path("matchedSeconds").asDouble()).isBetween(8.0, 18.0);
        assertThat(ran.code()).isZero();
    }

    @Test
    void whatIsMissingIsTold() throws IOException {
        Path queries = dir.resolve("queries.csv");
        fails(
                1,
                "expected recordings that are not in the reference list, got none",
                bench("restreams", "--queries", queries, "--lead-in", music.resolve("first.wav")));
        fails(
                1,
                "expected a recording of 31 s or more, got 1 that are shorter",
                bench("restreams", "--queries", queries, "--lead-in", music.resolve("short.wav")));
        fails(
                1,
                "expected a column 'true_ref'",
                bench("restreams", "--queries", Files.writeString(dir.resolve("x.csv"), "path\n")));
        fails(
                1,
                "line 2: offset_s: expected seconds, such as 12.5, got 'x'",
                bench("restreams", "--queries", queries("y.csv", "a.wav,first.wav,x,12,none")));
        fails(
                1,
                "line 2: expected 5 columns, got 2",
                bench("restreams", "--queries", queries("z.csv", "a.wav,first.wav")));
        fails(
                2,
                "--hours: expected 0 to 1700, got -1",
                bench("unrelated", "--streams", music, "--hours", -1));
        fails(
                2,
                "--thorough-every: expected 1 to 1000, got 0",
                bench("unrelated", "--streams", music, "--thorough-every", 0));
        Ran nowhere = bench("unrelated", "--streams", dir.resolve("nowhere"));
        fails(1, "nowhere: expected a file or folder, got none of that name", nowhere);
        assertThat(nowhere.err()).doesNotContain("indexed");
        Files.writeString(dir.resolve("bad.txt"), "nobody.wav\n");
        fails(
                1,
                "got 'nobody.wav', which is none",
                TestingFiles.vigil(
                        "bench",
                        "unrelated",
                        "--references",
                        music,
                        "--reference-list",
                        dir.resolve("bad.txt"),
                        "--streams",
                        music));
    }

    private static void fails(int code, String told, Ran ran) {
        assertThat(ran.err()).contains(told);
        assertThat(ran.code()).isEqualTo(code);
    }
}

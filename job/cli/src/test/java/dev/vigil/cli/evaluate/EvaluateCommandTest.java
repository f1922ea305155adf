package dev.vigil.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluateCommandTest {
    private static final int RATE_HZ = 22_050;

    @TempDir static Path dir;
    private static byte[] live;
    private static byte[] upload;

    @BeforeAll
    static void compose() throws IOException {
        Sound first = Composer.compose(11, 50, RATE_HZ);
        Sound second = Composer.compose(12, 50, RATE_HZ);
        write("first.wav", first);
        write("second.wav", second);
        Sound clip = first.cut(20 * RATE_HZ, 14 * RATE_HZ);
        write("clean.wav", clip);
        short[] left = second.cut(8 * RATE_HZ, 9 * RATE_HZ + 123).pcm();
        write("noisy.wav", Distortion.noise(new Sound(left, RATE_HZ), 10, 5));
        TestingFiles.wav(dir.resolve("stereo.wav"), twice(clip.pcm()), RATE_HZ, 2);
        write("other.wav", Composer.compose(90, 20, RATE_HZ));
        Files.write(dir.resolve("refs.txt"), List.of("first.wav", "second.wav"));
        Files.write(
                dir.resolve("queries.csv"),
                List.of("path,group", "clean.wav,a", "noisy.wav,b", "stereo.wav,c", "other.wav,d"));
        live = results("live.csv", "--candidates", "--live");
        upload = results("upload.csv", "--candidates");
    }

    private static void write(String name, Sound sound) throws IOException {
        TestingFiles.wav(dir.resolve(name), sound.pcm(), sound.rateHz(), 1);
    }

    private static short[] twice(short[] mono) {
        short[] both = new short[2 * mono.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = mono[i / 2];
        }
        return both;
    }

    private static Ran run(Path out, String... more) {
        List<Object> words = new ArrayList<>(List.of("evaluate", "--references", dir));
        words.addAll(List.of("--out", out));
        List<String> given = List.of(more);
        if (!given.contains("--reference-list")) {
            words.addAll(List.of("--reference-list", dir.resolve("refs.txt")));
        }
        if (!given.contains("--queries")) {
            words.addAll(List.of("--queries", dir.resolve("queries.csv")));
        }
        words.addAll(Arrays.asList(more));
        return TestingFiles.vigil(words.toArray());
    }

    private static byte[] results(String name, String... more) throws IOException {
        Path out = dir.resolve(name);
        Ran ran = run(out, more);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        return Files.readAllBytes(out);
    }

    /** However a platform cuts its streams, what is heard in them is the same. */
    @ParameterizedTest
    @ValueSource(strings = {"0.1", "0.5", "2", "7"})
    void segmentsOfAnyLengthGiveTheSameBytes(String seconds) throws IOException {
        String[] cut = {"--candidates", "--stream", "--segment", seconds};
        String[] cutLive = {"--candidates", "--live", "--stream", "--segment", seconds};
        assertThat(results("cut-upload.csv", cut)).isEqualTo(upload);
        assertThat(results("cut-live.csv", cutLive)).isEqualTo(live);
        assertThat(new String(live)).isNotEqualTo(new String(upload)).contains("clean.wav");
    }

    /** Scores read the first four columns; opened_s came to the end. */
    @Test
    void theColumnsAreThoseThatScoresRead() throws IOException {
        List<String> rows = new String(live).lines().toList();
        assertThat(rows.get(0)).isEqualTo("query,matched_ref,ref_offset_s,score,opened_s");
        for (String row : rows.subList(1, rows.size())) {
            assertThat(row)
                    .matches("[a-z]+\\.wav,(first|second)\\.wav,-?\\d+\\.\\d{3},\\d+\\.\\d{2},.*");
        }
        String[] clean = rows.get(1).split(",", -1);
        assertThat(clean).startsWith("clean.wav", "first.wav");
        assertThat(Double.parseDouble(clean[2])).isCloseTo(20, within(0.1));
        assertThat(Double.parseDouble(clean[4]))
                .as("the end of the packet that decided, one of 2 s")
                .isCloseTo(2.0, within(0.01));
        String[] noisy = rows.get(2).split(",", -1);
        assertThat(Double.parseDouble(noisy[2])).isCloseTo(8, within(0.1));
        assertThat(Double.parseDouble(noisy[4])).isBetween(1.9, 9.1);
        assertThat(rows.stream().filter(row -> row.startsWith("other.wav")))
                .as("a candidate never opens")
                .allMatch(row -> row.endsWith(","));
        assertThat(new String(results("matches.csv", "--live"))).doesNotContain("other.wav");
    }

    @Test
    void oneReferenceIsOne() {
        assertThat(Evaluate.counted(1)).isEqualTo("1 reference");
        assertThat(Evaluate.counted(2)).isEqualTo("2 references");
    }

    /** What was found in a small index is found in a larger one, and no decoy is taken for it. */
    @Test
    void decoysHideNothing() throws IOException {
        Path out = dir.resolve("large.csv");
        Ran ran = run(out, "--hours", "0.5");
        assertThat(ran.err()).contains("index of 0.0 of 0.5 h");
        assertThat(ran.out()).contains("2 references, 0.5");
        assertThat(Files.readAllLines(out))
                .hasSameSizeAs(new String(results("small.csv")).lines().toList())
                .noneMatch(row -> row.contains("decoy"));
    }

    /** Before anything is indexed: an hour of work would be lost. */
    @Test
    void whatIsMissingIsToldAtOnce() throws IOException {
        Path nowhere = dir.resolve("nowhere/out.csv");
        assertThat(run(nowhere).err()).contains("out.csv: expected a folder to write to, got none");

        Path out = dir.resolve("missing.csv");
        Path list = Files.write(dir.resolve("wrong.txt"), List.of("first.wav", "thrid.wav"));
        assertThat(run(out, "--reference-list", list.toString()).err())
                .contains("got 'thrid.wav', which is none");
        Path queries = Files.write(dir.resolve("wrong.csv"), List.of("path", "celan.wav"));
        assertThat(run(out, "--queries", queries.toString()).err())
                .contains("got 'celan.wav', which is none");
        Files.write(queries, List.of("file", "clean.wav"));
        assertThat(run(out, "--queries", queries.toString()).err())
                .contains("expected a first line with a column 'path', got 'file'");
        assertThat(out).doesNotExist();
    }

    /** clean is found, noisy said to be elsewhere, stereo to be of the other, other is negative. */
    @Test
    void whatIsKnownIsScored() throws IOException {
        List<String> rows =
                List.of(
                        "distortion,path,length_s,true_ref,offset_s,group",
                        "none,clean.wav,14,first.wav,20,",
                        "none,stereo.wav,14,second.wav,20,",
                        "none,stereo.wav,5.5,first.wav,20.9,",
                        "noise10,noisy.wav,5.5,second.wav,9.5,noise",
                        "noise10,other.wav,14,first.wav,3,noise",
                        "none,other.wav,14,,,",
                        "none,clean.wav,5.5,,,",
                        "none,other.wav,5.5,,,");
        Path queries = Files.write(dir.resolve("known.csv"), rows);
        String out =
                run(dir.resolve("known-out.csv"), "--queries", queries.toString(), "--candidates")
                        .out();
        assertThat(out)
                .containsPattern("(?m)^ +5\\.5 s +14 s +all$")
                .containsPattern("(?m)^none +100\\.0 +50\\.0 +66\\.7$")
                .containsPattern("(?m)^noise +0\\.0 +0\\.0 +0\\.0$")
                .containsPattern("(?m)^all +50\\.0 +33\\.3 +40\\.0$")
                .contains("wrong references: 1, right ones at a wrong place: 1, of 5")
                .contains("1 false positives (33.33 %) of 3: 5.5 s 1/2, 14 s 0/1");
        assertThat(run(dir.resolve("unknown-out.csv")).out()).doesNotContain("wrong references");
    }

    /** A medley has more of another recording; what was never played has no evidence. */
    @Test
    void whatIsNotFoundIsExplained() throws IOException {
        Sound first = Composer.compose(11, 50, RATE_HZ).cut(20 * RATE_HZ, 5 * RATE_HZ);
        Sound second = Composer.compose(12, 50, RATE_HZ).cut(8 * RATE_HZ, 9 * RATE_HZ);
        short[] medley = Arrays.copyOf(first.pcm(), first.pcm().length + second.pcm().length);
        System.arraycopy(second.pcm(), 0, medley, first.pcm().length, second.pcm().length);
        write("medley.wav", new Sound(medley, RATE_HZ));
        write("silent.wav", new Sound(new short[5 * RATE_HZ], RATE_HZ));
        List<String> rows =
                List.of(
                        "path,length_s,true_ref,offset_s,distortion,ratio",
                        "clean.wav,14,first.wav,20,none,1",
                        "medley.wav,14,first.wav,20,mixed,1.00",
                        "other.wav,20,second.wav,8,mixed,",
                        "silent.wav,5,second.wav,8,silent,",
                        "other.wav,20,,,none,");
        Path queries = Files.write(dir.resolve("explained.csv"), rows);
        Path out = dir.resolve("explained-out.csv");
        Path explain = dir.resolve("explain.csv");
        String[] words = {"--queries", queries.toString(), "--explain", explain.toString()};
        assertThat(run(out, words).out())
                .containsPattern("(?m)^none +1 +0 +0 +0 +0 +0 +- +- +-$")
                .containsPattern("(?m)^mixed +2 +2 +1 +0 +0 +1 +\\d+\\.0 +\\d+\\.\\d +\\d+\\.\\d$")
                .containsPattern("(?m)^silent +1 +1 +0 +0 +0 +0 +- +- +-$");
        List<String> lines = Files.readAllLines(explain);
        assertThat(lines.get(0)).startsWith("query,group,length_s,lost_in,peaks,agree,by_chance,");
        int columns = lines.get(0).split(",").length;
        assertThat(lines).hasSize(4).allMatch(line -> line.split(",", -1).length == columns);
        assertThat(lines.get(1))
                .startsWith("medley.wav,mixed,14.0,judgement,")
                .containsPattern(",20\\.00,second\\.wav,(2\\.9|3\\.0)\\d+,");
        assertThat(lines.get(0))
                .contains(
                        ",pair_votes,pair_rank,pair_places,pairs_looked,pair_promise,"
                                + "pair_verified,");
        assertThat(lines.get(1))
                .as("pairs are asked for too, and it is their first place")
                .containsPattern(",\\d+,1,\\d+,96,\\d+\\.\\d\\d,1,");
        assertThat(lines.get(2))
                .startsWith("other.wav,mixed,20.0,evidence,")
                .containsPattern(",\\d+,\\d+,\\d+,96,\\d+\\.\\d\\d,[01],0\\.00,20\\.00,");
        assertThat(lines.get(3))
                .startsWith("silent.wav,silent,5.0,silence,,")
                .endsWith(",,0.000,0.00");
        assertThat(run(dir.resolve("plain-out.csv"), "--queries", queries.toString()).out())
                .doesNotContain("Where queries were lost");
    }

    @Test
    void whatCannotBeExplainedIsRefused() throws IOException {
        Path explain = dir.resolve("refused.csv");
        Path queries =
                Files.write(
                        dir.resolve("stranger.csv"),
                        List.of(
                                "path,true_ref,offset_s,length_s,distortion",
                                "other.wav,third.wav,3,14,none"));
        String[] words = {"--queries", queries.toString(), "--explain", explain.toString()};
        assertThat(run(dir.resolve("stranger-out.csv"), words).err())
                .contains("expected names of the reference list in column 'true_ref'")
                .contains("got 'third.wav'");
        Ran films = run(dir.resolve("film-out.csv"), "--video", "--explain", explain.toString());
        assertThat(films.err()).contains("--explain: expected sound, got --video");
        assertThat(films.code()).isEqualTo(2);
        assertThat(explain).doesNotExist();
    }

    @Test
    void aTruthThatIsNoNumberIsTold() throws IOException {
        Path queries =
                Files.write(
                        dir.resolve("broken.csv"),
                        List.of(
                                "path,true_ref,offset_s,length_s,distortion",
                                "clean.wav,first.wav,soon,14,none"));
        Ran ran = run(dir.resolve("broken-out.csv"), "--queries", queries.toString());
        assertThat(ran.err())
                .contains("expected a number in column 'offset_s', got 'soon' for clean.wav");
        assertThat(ran.code()).isEqualTo(1);
    }

    /** Long work tells how far it is, and how many had an answer. */
    @Test
    void progressIsTold() throws IOException {
        List<String> rows = new ArrayList<>(List.of("path"));
        rows.addAll(Collections.nCopies(49, "other.wav"));
        rows.add("clean.wav");
        Path queries = Files.write(dir.resolve("many.csv"), rows);
        Ran ran = run(dir.resolve("many-out.csv"), "--queries", queries.toString());
        assertThat(ran.err()).isEqualToIgnoringNewLines("searched 50 of 50 queries");
        assertThat(ran.out()).contains("1 of 50 queries answered");
    }

    @Test
    void segmentsThatCannotBeAreRefused() {
        Path out = dir.resolve("none.csv");
        for (String wrong : List.of("0.09", "61", "-2", "NaN")) {
            Ran ran = run(out, "--stream", "--segment", wrong);
            assertThat(ran.err()).contains("--segment: expected 0.1 to 60 seconds, got ");
            assertThat(ran.code()).isEqualTo(2);
        }
        Ran alone = run(out, "--segment", "2");
        assertThat(alone.err()).contains("--segment: expected --stream beside it, got none");
        assertThat(alone.code()).isEqualTo(2);
        assertThat(out).doesNotExist();
    }
}

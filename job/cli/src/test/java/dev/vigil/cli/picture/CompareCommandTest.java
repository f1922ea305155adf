package dev.vigil.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.audio.Profile;
import dev.vigil.cli.picture.TestingFiles.Ran;
import dev.vigil.cli.text.Version;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.fixtures.sound.Distortion;
import dev.vigil.fixtures.sound.Sound;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    private static final int RATE_HZ = 22_050;

    @TempDir static Path dir;
    private static Path film;
    private static Path faster;
    private static Path other;

    @BeforeAll
    static void compose() throws IOException {
        Sound work = Composer.compose(3, 50, RATE_HZ);
        Sound clip = work.cut(20 * RATE_HZ, 12 * RATE_HZ);
        film = write("film.wav", work);
        faster = write("faster.wav", Distortion.speed(clip, 1.04));
        other = write("other.wav", Composer.compose(77, 15, RATE_HZ));
    }

    private static Path write(String name, Sound sound) throws IOException {
        return TestingFiles.wav(dir.resolve(name), sound.pcm(), sound.rateHz(), 1);
    }

    @Test
    void aFasterCopyIsToldAsSuch() {
        Ran ran = TestingFiles.vigil("compare", faster, film);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("faster.wav (0:11.5) against film.wav (0:50.0), searched as an upload")
                .contains(
                        "Match: very likely the same recording, 4.0 % faster, the pitch with it, from 0:20.")
                .contains("speed +4.0 %")
                .contains("a match from 20.0");
        assertThat(ran.code()).isZero();
    }

    @Test
    void machinesReadTheSame() throws IOException {
        JsonNode told =
                new ObjectMapper()
                        .readTree(TestingFiles.vigil("compare", faster, film, "--json").out())
                        .path("sound");
        JsonNode stretch = told.path("matches").path(0).path("stretch");
        assertThat(told.path("matches")).hasSize(1);
        assertThat(told.path("matches").path(0).path("grade").asText()).isEqualTo("LIKELY");
        assertThat(told.path("matches").path(0).path("whole").asBoolean()).isTrue();
        JsonNode agreement = told.path("matches").path(0).path("agreement");
        assertThat(agreement.path("peaks").asInt()).isGreaterThan(200);
        assertThat(agreement.path("close").asDouble()).isBetween(0.5, 0.7);
        assertThat(agreement.path("met").asDouble())
                .isGreaterThanOrEqualTo(agreement.path("close").asDouble());
        assertThat(agreement.path("covered").asDouble()).isGreaterThan(0.9);
        assertThat(told.has("best")).isFalse();
        assertThat(stretch.path("tempo").asDouble()).isCloseTo(1.04, within(0.002));
        assertThat(stretch.path("pitchSemitones").asDouble()).isCloseTo(0.68, within(0.1));
        assertThat(stretch.path("refStartMs").asDouble()).isCloseTo(20_000, within(700.0));
        assertThat(stretch.path("refEndMs").asDouble()).isCloseTo(32_000, within(700.0));
        assertThat(stretch.path("evidence").asDouble())
                .isGreaterThan(told.path("threshold").asDouble());
    }

    @Test
    void liveAsksForMoreEvidence() throws IOException {
        JsonNode told =
                new ObjectMapper()
                        .readTree(
                                TestingFiles.vigil("compare", faster, film, "--json", "--live")
                                        .out())
                        .path("sound");
        assertThat(told.path("searchedAs").asText()).isEqualTo("live");
        assertThat(told.path("threshold").asDouble()).isBetween(26.0, 27.0);
        assertThat(told.path("matches")).hasSize(1);
    }

    @Test
    void unrelatedMusicDoesNotMatch() {
        Ran ran = TestingFiles.vigil("compare", other, film);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("No match: ").doesNotContain("the same recording");
        assertThat(ran.code()).isEqualTo(3);
    }

    /** The same notes, by two players who are some 20 ms off each other, on like instruments. */
    @Test
    void musicThatIsPlayedAgainIsNotCalledTheSameRecording() throws IOException {
        Path one = write("one.wav", new Sound(played(1), RATE_HZ));
        Path two = write("two.wav", new Sound(played(2), RATE_HZ));
        Ran ran = TestingFiles.vigil("compare", two, one);
        assertThat(ran.out())
                .contains("Match: a passage in common, unchanged in speed and pitch, from 0:00.")
                .contains(
                        "may be another recording, the same theme or a poor copy: compare them by ear")
                .doesNotContain("same recording")
                .containsPattern("\\d+ % of \\d+ peaks meet, \\d+ % within 6 ms, in \\d+ % of")
                .containsPattern("evidence \\d+\\.\\d a second");
        assertThat(ran.code()).as("it is a match all the same").isZero();
        assertThat(TestingFiles.vigil("compare", one, one).out())
                .contains("Match: the same recording, unchanged");
    }

    private static short[] played(long player) {
        Random notes = new Random(7);
        Random hand = new Random(player);
        double[] wave = new double[31 * RATE_HZ];
        for (double beat = 0; beat < 29; beat += 0.25) {
            double hz = 220 * Math.pow(2, notes.nextInt(25) / 12.0);
            double at = Math.max(0, beat + 0.015 * hand.nextGaussian());
            strike(wave, (int) (at * RATE_HZ), hz, 0.7 + 0.6 * hand.nextDouble());
        }
        short[] pcm = new short[wave.length];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) Math.round(2_000 * wave[i]);
        }
        return pcm;
    }

    private static void strike(double[] wave, int from, double hz, double loud) {
        for (int i = 0; i < RATE_HZ && from + i < wave.length; i++) {
            double t = (double) i / RATE_HZ;
            for (int harmonic = 1; harmonic <= 5; harmonic++) {
                wave[from + i] +=
                        loud
                                * Math.exp(-6 * t)
                                * Math.sin(2 * Math.PI * harmonic * hz * t)
                                / harmonic;
            }
        }
    }

    @Test
    void aStretchOfBothIsAPart() throws IOException {
        short[] shared = Composer.compose(3, 50, RATE_HZ).cut(20 * RATE_HZ, 12 * RATE_HZ).pcm();
        short[] more = Composer.compose(78, 20, RATE_HZ).pcm();
        Path mixed = write("mixed.wav", new Sound(TestingFiles.join(shared, more), RATE_HZ));
        assertThat(TestingFiles.vigil("compare", mixed, film).out())
                .contains(
                        "Match: a part of the same recording, unchanged in speed and pitch, from");
    }

    @Test
    void silenceDoesNotMatch() throws IOException {
        Path silent = TestingFiles.wav(dir.resolve("silent.wav"), new short[40_000], 11_025, 1);
        Path png = dir.resolve("silence.png");
        Ran ran = TestingFiles.vigil("compare", silent, film, "--picture", png);
        assertThat(ran.out()).contains("No match: silent.wav is silent, or has no peaks");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(png).isNotEmptyFile();
        Ran other = TestingFiles.vigil("compare", film, silent, "--json");
        assertThat(other.out()).contains("\"silent\":\"silent.wav\"");
        assertThat(other.code()).isEqualTo(3);
    }

    /** With the codes of every verb, none of which says that nothing matches. */
    @Test
    void whatCannotBeComparedIsNotNoMatch() throws IOException {
        Path shortOne =
                TestingFiles.wav(
                        dir.resolve("short.wav"), TestingFiles.tone(440, 0.5, 11_025), 11_025, 1);
        failsWith(1, "expected a file, got no such file", dir.resolve("missing.wav"), film);
        failsWith(1, "expected a file, got no such file", faster, dir.resolve("missing.wav"));
        failsWith(1, "expected at least a second of sound", shortOne, film);
        failsWith(2, "Missing required parameter: 'REFERENCE'", faster);
        failsWith(1, "expected a file, got a folder", dir, film);
        failsWith(
                1,
                "none.png: expected a folder to write to, got none",
                faster,
                film,
                "--picture",
                dir.resolve("no/none.png"));
        Path folder = Files.createDirectory(dir.resolve("folder.png"));
        failsWith(1, "expected a file to write, got a folder", faster, film, "--picture", folder);
        Path jpg = dir.resolve("why.jpg");
        failsWith(2, "why.jpg: expected a name that ends in .png", faster, film, "--picture", jpg);
        assertThat(jpg).doesNotExist();
        // A picture without a name takes the file behind it for one.
        failsWith(2, "or --picture behind all files", "--picture", faster, film);
    }

    private static void failsWith(int code, String told, Object... arguments) {
        Object[] words = new Object[arguments.length + 1];
        words[0] = "compare";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        Ran ran = TestingFiles.vigil(words);
        assertThat(ran.err()).contains(told);
        assertThat(ran.code()).isEqualTo(code);
    }

    @Test
    void thePictureIsTheSameEveryTimeAndShowsWhatMeets() throws IOException {
        BufferedImage picture = drawn(faster, "first.png");
        assertThat(SpectrogramTest.pixels(drawn(faster, "second.png")))
                .isEqualTo(SpectrogramTest.pixels(picture));
        assertThat(count(picture, Paper.MATCHED.getRGB())).isGreaterThan(5_000);
        assertThat(count(picture, Paper.PEAK.getRGB())).isGreaterThan(100);

        BufferedImage unrelated = drawn(other, "other.png");
        assertThat(count(unrelated, Paper.MATCHED.getRGB())).isLessThan(3_000);
    }

    /** The same sound in another file: the foot tells them apart, all above it is equal. */
    @Test
    void thePictureNamesItsFiles() throws IOException {
        byte[] bytes = Files.readAllBytes(faster);
        Path folder = Files.createDirectory(dir.resolve("other"));
        Path longer =
                Files.write(
                        folder.resolve(faster.getFileName()),
                        Arrays.copyOf(bytes, bytes.length + 2));
        BufferedImage one = drawn(faster, "named.png");
        BufferedImage two = drawn(longer, "named-too.png");
        int foot = ComparePicture.HEIGHT - 54;
        assertThat(rows(two, 0, foot)).isEqualTo(rows(one, 0, foot));
        assertThat(rows(two, foot, ComparePicture.HEIGHT))
                .isNotEqualTo(rows(one, foot, ComparePicture.HEIGHT));

        JsonNode told =
                new ObjectMapper()
                        .readTree(TestingFiles.vigil("compare", faster, film, "--json").out())
                        .path("sound");
        assertThat(told.path("querySha256").asText()).isEqualTo(Recording.of(faster).sha256());
        assertThat(told.path("referenceSha256").asText()).isEqualTo(Recording.of(film).sha256());
        assertThat(told.path("profile").asText()).isEqualTo("audio/1");
        assertThat(told.path("vigil").asText()).isEqualTo(Version.NUMBER);
    }

    private static int[] rows(BufferedImage image, int from, int to) {
        return image.getRGB(0, from, image.getWidth(), to - from, null, 0, image.getWidth());
    }

    /** Of several matches words and panels are about the same one. */
    @Test
    void whatIsWrittenIsWhatIsShown() throws IOException {
        Profile profile = Profile.CURRENT;
        Sound work = Composer.compose(3, 40, 11_025);
        short[] twice =
                TestingFiles.join(
                        work.cut(0, 16 * 11_025).pcm(),
                        new short[15 * 11_025],
                        Distortion.noise(work, 10, 1).pcm());
        Recording query =
                Recording.of(TestingFiles.wav(dir.resolve("twice.wav"), twice, 11_025, 1));
        FileFingerprint reference =
                FileFingerprint.all(Recording.of(write("work.wav", work)), profile, packet -> {});
        Comparison comparison = new Comparison(profile, reference.peaks(), false);
        FileFingerprint heard = FileFingerprint.all(query, profile, comparison.found()::accept);
        Aligned aligned = Aligned.of(heard, reference, comparison, profile);

        assertThat(comparison.found().matches()).hasSize(2);
        assertThat(comparison.found().strongest().orElseThrow().queryFromFrame())
                .as("the strongest window is in the weaker match")
                .isLessThan(500);
        assertThat(aligned.shown().queryStartMs()).isBetween(30_000L, 33_000L);
        assertThat(profile.millis(aligned.line().queryFromFrame())).isGreaterThan(30_000);
        assertThat(aligned.meetings()).hasSizeGreaterThan(50);
    }

    private static BufferedImage drawn(Path query, String name) throws IOException {
        Path png = dir.resolve(name);
        TestingFiles.vigil("compare", query, film, "--picture", png);
        return ImageIO.read(png.toFile());
    }

    private static long count(BufferedImage image, int colour) {
        return Arrays.stream(SpectrogramTest.pixels(image)).filter(at -> at == colour).count();
    }
}

package dev.vigil.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.cli.picture.TestingFiles.Ran;
import dev.vigil.cli.text.Version;
import dev.vigil.fixtures.sound.Composer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintCommandTest {
    @TempDir static Path dir;
    private static Path music;

    @BeforeAll
    static void compose() throws IOException {
        short[] pcm =
                TestingFiles.join(
                        Composer.compose(8, 6, 11_025).pcm(),
                        new short[3 * 11_025],
                        Composer.compose(9, 3, 11_025).pcm());
        music = TestingFiles.wav(dir.resolve("music.wav"), pcm, 11_025, 1);
    }

    @Test
    void tellsWhatIsHeard() {
        Ran ran = TestingFiles.vigil("fingerprint", music);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines().toList().get(0))
                .isEqualTo("music.wav: 0:12.0, 11025 Hz, mono");
        assertThat(ran.out())
                .contains("analysed 180 to 4506 Hz, 43.1 frames a second, profile audio/1")
                .containsPattern("peaks    \\d+, \\d\\d\\.\\d a second")
                .containsPattern("hashes   \\d,?\\d+, \\d+\\.\\d a second")
                .containsPattern("an hour  \\d\\.\\d MB as a reference, \\d\\.\\d MB in an index")
                .containsPattern("quiet    0:0[567]\\.\\d-0:09\\.\\d: nothing to recognise");
    }

    @Test
    void tellsMachinesToo() throws IOException {
        JsonNode told =
                new ObjectMapper()
                        .readTree(TestingFiles.vigil("fingerprint", music, "--json").out())
                        .path("sound");
        int peaks = told.path("peaks").asInt();
        assertThat(told.path("durationMs").asLong()).isEqualTo(12_000);
        assertThat(peaks).isGreaterThan(100);
        assertThat(told.path("peaksPerSecond").asDouble())
                .isEqualTo(Math.round(peaks / 1.2) / 10.0);
        assertThat(told.path("hashes").asInt()).isGreaterThan(3 * peaks);
        assertThat(told.path("referenceBytesPerHour").asLong()).isEqualTo(peaks * 8L * 300);
        assertThat(told.path("quiet")).hasSize(1);
    }

    @Test
    void saysOfWhichFileItIs() throws IOException {
        JsonNode told =
                new ObjectMapper()
                        .readTree(TestingFiles.vigil("fingerprint", music, "--json").out())
                        .path("sound");
        assertThat(told.path("sha256").asText()).isEqualTo(Recording.of(music).sha256());
        assertThat(told.path("vigil").asText()).isEqualTo(Version.NUMBER);
    }

    @Test
    void aPictureUnderAnotherNameIsRefused() {
        Path jpg = dir.resolve("music.jpg");
        Ran ran = TestingFiles.vigil("fingerprint", music, "--picture", jpg);
        assertThat(ran.err()).contains("music.jpg: expected a name that ends in .png");
        assertThat(ran.out()).isEmpty();
        assertThat(ran.code()).isEqualTo(2);
        assertThat(jpg).doesNotExist();
    }

    @Test
    void drawsTheStretchThatIsAskedFor() throws IOException {
        Path png = dir.resolve("stretch.png");
        Ran ran =
                TestingFiles.vigil(
                        "fingerprint", music, "--picture", png, "--from", 8, "--seconds", 2);
        assertThat(ran.code()).isZero();
        assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(FingerprintPicture.WIDTH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seconds 0|--seconds: expected 1 to 60, got 0.0",
                "--seconds 61|--seconds: expected 1 to 60, got 61.0",
                "--seconds NaN|--seconds: expected 1 to 60",
                "--from 12|--from: expected 0 or more and less than the 12.0 s of the recording",
                "--from -1|--from: expected 0 or more"
            })
    void whatCannotBeDrawnIsWrongUsage(String option, String told) {
        String[] words = option.split(" ");
        Ran ran = TestingFiles.vigil("fingerprint", music, words[0] + "=" + words[1]);
        assertThat(ran.err()).contains(told);
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        Path garbage = Files.write(dir.resolve("garbage.mp3"), noise);
        Path empty = Files.createFile(dir.resolve("empty.wav"));
        Path silent = TestingFiles.wav(dir.resolve("none.wav"), new short[0], 11_025, 1);

        failsWith(dir.resolve("missing.wav"), "expected a file, got no such file");
        failsWith(empty, "got an empty file");
        failsWith(garbage, "garbage.mp3: expected");
        failsWith(dir, "expected a file, got a folder");
        failsWith(silent, "expected at least a second of sound, got 0 ms");
    }

    private static void failsWith(Path file, String told) {
        Ran ran = TestingFiles.vigil("fingerprint", file);
        assertThat(ran.err()).contains(told).startsWith("vigil: " + file).hasLineCount(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void silenceIsToldAndDrawn() throws IOException {
        Path silent = TestingFiles.wav(dir.resolve("silent.wav"), new short[40_000], 11_025, 1);
        Path png = dir.resolve("silent.png");
        Ran ran = TestingFiles.vigil("fingerprint", silent, "--picture", png);
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .contains("peaks    0, 0.0 a second")
                .contains("quiet    0:00.0-0:03.6: nothing to recognise");
        assertThat(png).isNotEmptyFile();
    }
}

package dev.vigil.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.cli.picture.TestingFiles.Ran;
import dev.vigil.edge.PictureSource;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureStream;
import dev.vigil.video.Window;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Films by {@code vigil compare} and {@code vigil fingerprint}; they are drawn with ffmpeg. */
class FilmCommandsTest {
    private static final String MOVING = "testsrc2=size=160x90:rate=8";

    @TempDir static Path dir;

    /** 20 s that move, with music. */
    private static Path film;

    /** 10 s of it from 6 s on, mirrored, in the upper left of a grey picture, without sound. */
    private static Path inset;

    @BeforeAll
    static void draw() throws IOException {
        assumeTrue(hasFfmpeg(), "ffmpeg is not installed: films can't be made");
        short[] pcm = Composer.compose(3, 20, 11_025).pcm();
        Path music = TestingFiles.wav(dir.resolve("music.wav"), pcm, 11_025, 1);
        film = make("film.mkv", "-f lavfi -i " + MOVING + " -i " + music + " -t 20 -c:a flac");
        inset =
                make(
                        "inset.mkv",
                        "-ss 6 -t 10 -i "
                                + film
                                + " -an -vf hflip,scale=96:54,pad=160:90:16:8:gray");
    }

    private static boolean hasFfmpeg() {
        try {
            return new ProcessBuilder("ffmpeg", "-version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path make(String name, String arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-threads", "1"));
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-c:v", "mpeg4", "-q:v", "3"));
        command.add(dir.resolve(name).toString());
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": failed");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return dir.resolve(name);
    }

    private static JsonNode json(Object... arguments) throws IOException {
        Ran ran = TestingFiles.vigil(arguments);
        assertThat(ran.err()).isEmpty();
        return new ObjectMapper().readTree(ran.out());
    }

    @Test
    void aMirroredInsetIsFoundInItsRectangle() throws IOException {
        Path png = dir.resolve("inset.png");
        JsonNode report =
                json("compare", inset, film, "--json", "--picture=" + png).path("pictures");
        JsonNode match = report.path("matches").path(0);
        assertThat(match.path("mirrored").asBoolean()).isTrue();
        assertThat(match.path("whole").asBoolean()).isTrue();
        assertThat(match.path("still").asBoolean()).isFalse();
        assertThat(match.path("left").asInt()).isCloseTo(1024 / 10, within(40));
        assertThat(match.path("top").asInt()).isCloseTo(1024 * 8 / 90, within(40));
        assertThat(match.path("width").asInt()).isCloseTo(1024 * 6 / 10, within(60));
        assertThat(match.path("height").asInt()).isCloseTo(1024 * 6 / 10, within(60));
        assertThat(match.path("refStartMs").asInt()).isCloseTo(6_000, within(1_100));
        assertThat(match.path("evidence").asDouble())
                .isGreaterThan(report.path("threshold").asDouble());
        assertThat(report.path("profile").asText()).isEqualTo("video/1");

        BufferedImage drawn = ImageIO.read(png.toFile());
        assertThat(drawn.getHeight()).isEqualTo(FilmComparePicture.HEIGHT);
        assertThat(count(drawn, Paper.MATCHED.getRGB()))
                .as("rectangles of three moments in both films")
                .isGreaterThan(3 * 2 * (240 + 135) * 2L);
    }

    /** What is drawn side by side is of one moment, and of the rectangle that was found. */
    @Test
    void theMomentsOfAMatchAreAlikeByTheirSigns() throws IOException {
        PictureProfile profile = FilmComparison.PROFILE;
        FilmFingerprint work = FilmFingerprint.all(film, each -> {});
        FilmComparison comparison = new FilmComparison(work.words(), work.frames(), false);
        PictureStream stream =
                new PictureStream(profile, new PictureBench(profile), comparison.found()::accept);
        FilmFile copy = new FilmFile(inset);
        copy.read(
                PictureSource.STREAM_RATE,
                picture -> {
                    stream.accept(picture);
                    return true;
                });
        stream.finish();
        Compared.Match match = comparison.found().matches().get(0);
        assertThat(FilmMoments.of(copy, new FilmFile(film), match.line(), match.lines()))
                .hasSize(3)
                .allSatisfy(
                        moment -> {
                            assertThat(moment.apart()).isBetween(0, 18);
                            assertThat(moment.inReference()).isEqualTo(Window.WHOLE);
                            assertThat(moment.reference().frame() - moment.query().frame())
                                    .isBetween(44L, 52L);
                        });
    }

    @Test
    void soundAndPicturesAreBothComparedWhereBothFilesHaveThem() throws IOException {
        Path png = dir.resolve("both.png");
        Ran ran = TestingFiles.vigil("compare", film, film, "--picture=" + png);
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .contains("Sound: film.mkv (0:20.0) against film.mkv (0:20.0), searched as an")
                .contains("Match: the same recording, unchanged")
                .contains("Pictures: film.mkv (0:20.0) against film.mkv (0:20.0), searched as an")
                .contains("Match: the same film, from 0:00.0 to ")
                .contains("  in the query: the whole picture")
                .endsWith("Drawn in " + png + "\n")
                .containsPattern("strongest 8 s: [\\d.]+ of pictures \\(S\\), [\\d.]+ of their");
        assertThat(ImageIO.read(png.toFile()).getHeight())
                .isEqualTo(ComparePicture.HEIGHT + FilmComparePicture.HEIGHT);
        JsonNode both = json("compare", film, film, "--json");
        assertThat(both.path("sound").path("profile").asText()).isEqualTo("audio/1");
        assertThat(both.path("pictures").path("matches")).hasSize(1);
        assertThat(TestingFiles.vigil("compare", film, film, "--no-video").out())
                .startsWith("film.mkv (0:20.0) against")
                .doesNotContain("Pictures");
    }

    @Test
    void otherFilmsDoNotMatchAndTheReasonIsNamed() throws IOException {
        Path other = make("other.mkv", "-f lavfi -i mandelbrot=size=160x90:rate=8 -t 10");
        Path png = dir.resolve("other.png");
        Ran ran = TestingFiles.vigil("compare", other, film, "--picture=" + png);
        assertThat(ran.out()).contains("No match: ").doesNotContain("same film");
        assertThat(ran.code()).isEqualTo(CompareCommand.NO_MATCH);
        assertThat(count(ImageIO.read(png.toFile()), Paper.MATCHED.getRGB())).isZero();

        Path black = make("black.mkv", "-f lavfi -i color=black:size=160x90:rate=8 -t 5");
        assertThat(TestingFiles.vigil("compare", black, film, "--picture=" + png).out())
                .contains("No match: black.mkv is black, or one grey, throughout");
        Ran unlike = TestingFiles.vigil("compare", black, dir.resolve("music.wav"));
        assertThat(unlike.code()).isEqualTo(1);
        assertThat(unlike.err())
                .contains(
                        "music.wav: expected a track that the query has too, moving pictures"
                                + " alone, got sound alone");
    }

    @Test
    void aFilmIsReportedAndDrawn() throws IOException {
        Path held =
                make(
                        "held.mkv",
                        "-f lavfi -t 12 -i "
                                + MOVING
                                + " -vf tpad=stop_duration=6:stop_mode=clone");
        Path png = dir.resolve("held.png");
        Ran ran = TestingFiles.vigil("fingerprint", held, "--picture=" + png, "--seconds", 25);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("Pictures: held.mkv, 0:")
                .contains(" a second, of 11 windows")
                .contains(" MB as a reference, 4.2 MB of thumbnails beside it, ")
                .contains("nothing moves: no words of change")
                .doesNotContain("Sound");
        BufferedImage drawn = ImageIO.read(png.toFile());
        assertThat(drawn.getWidth()).isEqualTo(FilmFingerprintPicture.WIDTH);
        JsonNode both = json("fingerprint", film, "--json");
        assertThat(both.path("sound").path("durationMs").asLong()).isEqualTo(20_000);
        assertThat(both.path("pictures").path("words").asInt()).isGreaterThan(20 * 8 * 5);
    }

    private static long count(BufferedImage image, int colour) {
        return Arrays.stream(SpectrogramTest.pixels(image)).filter(at -> at == colour).count();
    }
}

package dev.vigil.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Profile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second of silence, then a tone of 720 Hz, which is band 96, for two. */
class SpectrogramTest {
    private static final Profile PROFILE = Profile.CURRENT;
    private static final int BAND = 96;
    private static final int OCTAVE = 48;

    @TempDir static Path dir;
    private static Recording tone;

    @BeforeAll
    static void write() throws IOException {
        short[] pcm = TestingFiles.join(new short[22_050], TestingFiles.tone(720, 2, 22_050));
        tone = Recording.of(TestingFiles.wav(dir.resolve("tone.wav"), pcm, 22_050, 1));
    }

    @Test
    void theToneStandsAtItsFrequencyFromItsStart() throws IOException {
        Spectrogram spectrogram = Spectrogram.of(tone, PROFILE, 0, 120);
        BufferedImage image = spectrogram.image();

        assertThat(darkness(image, 60, BAND)).isGreaterThan(300);
        assertThat(darkness(image, 60, BAND + OCTAVE)).isZero();
        assertThat(darkness(image, 60, BAND - OCTAVE)).isZero();
        assertThat(darkness(image, 30, BAND)).as("before it").isZero();
    }

    /** Of white 0, of black 765. */
    private static int darkness(BufferedImage image, int frame, int band) {
        int colour = image.getRGB(frame, PROFILE.bands() - 1 - band);
        return 765 - (colour >> 16 & 255) - (colour >> 8 & 255) - (colour & 255);
    }

    @Test
    void aStretchIsThatPartOfTheWhole() throws IOException {
        float[][] whole = Spectrogram.of(tone, PROFILE, 0, 120).power();
        float[][] part = Spectrogram.of(tone, PROFILE, 40, 60).power();
        assertThat(part).isDeepEqualTo(Arrays.copyOfRange(whole, 40, 60));
    }

    @Test
    void whatLiesBeyondTheRecordingIsWhite() throws IOException {
        Spectrogram spectrogram = Spectrogram.of(tone, PROFILE, -10, 150);
        BufferedImage image = spectrogram.image();
        for (int band = 0; band < PROFILE.bands(); band++) {
            assertThat(darkness(image, 5, band)).isZero();
            assertThat(darkness(image, 150, band)).isZero();
        }
    }

    @Test
    void aPeakIsDrawnWhereTheToneBegins() throws IOException {
        FileFingerprint heard = FileFingerprint.all(tone, PROFILE, packet -> {});
        Spectrogram spectrogram = Spectrogram.of(tone, PROFILE, 0, 120);
        Panel panel = FingerprintPicture.panel(spectrogram, PROFILE);
        RecordingFingerprint fingerprint = RecordingFingerprint.of(heard, PROFILE);

        BufferedImage image = FingerprintPicture.of(heard, fingerprint, spectrogram, PROFILE);

        assertThat(colourNear(image, panel.x(1.0), panel.y(BAND), Paper.PEAK.getRGB())).isTrue();
        assertThat(colourNear(image, panel.x(0.5), panel.y(BAND), Paper.PEAK.getRGB())).isFalse();
        BufferedImage again = FingerprintPicture.of(heard, fingerprint, spectrogram, PROFILE);
        assertThat(pixels(again)).isEqualTo(pixels(image));
    }

    /** Within the distance that the parabola and a frame may move a peak. */
    private static boolean colourNear(BufferedImage image, double x, double y, int colour) {
        for (int dx = -60; dx <= 60; dx++) {
            for (int dy = -6; dy <= 6; dy++) {
                if (image.getRGB((int) x + dx, (int) y + dy) == colour) {
                    return true;
                }
            }
        }
        return false;
    }

    static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}

package dev.vigil.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.audio.Profile;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.fixtures.sound.Encoder;
import dev.vigil.fixtures.sound.Sound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private static final Recording.Opener NO_FFMPEG =
            location -> {
                throw new UnsatisfiedLinkError("no jniavutil");
            };

    @TempDir Path dir;

    private static FileFingerprint heard(Recording recording) throws IOException {
        return FileFingerprint.all(recording, Profile.CURRENT, packet -> {});
    }

    @Test
    void aWavNeedsNoFfmpeg() throws IOException {
        short[] mono = Composer.compose(5, 4, 44_100).pcm();
        short[] stereo = new short[2 * mono.length];
        for (int i = 0; i < stereo.length; i++) {
            stereo[i] = mono[i / 2];
        }
        Path file = TestingFiles.wav(dir.resolve("two.wav"), stereo, 44_100, 2);
        Path one = TestingFiles.wav(dir.resolve("one.wav"), mono, 44_100, 1);

        FileFingerprint heard = heard(new Recording(file, NO_FFMPEG));

        assertThat(heard.rateHz()).isEqualTo(44_100);
        assertThat(heard.channels()).isEqualTo(2);
        assertThat(heard.durationMs()).isBetween(3_990L, 4_010L);
        assertThat(heard.peaks())
                .hasSizeGreaterThan(50)
                .isEqualTo(heard(new Recording(one, NO_FFMPEG)).peaks());
    }

    @Test
    void whatIsNoWavIsDecoded() throws IOException {
        Path file = dir.resolve("music.flac");
        Sound music = Composer.compose(5, 4, 22_050);
        Encoder.write(music, file, Encoder.Format.FLAC);

        FileFingerprint heard = heard(Recording.of(file));

        assertThat(heard.rateHz()).isEqualTo(22_050);
        assertThat(heard.channels()).isEqualTo(1);
        assertThat(heard.durationMs()).isEqualTo(4_000);
        assertThat(heard.peaks()).hasSizeGreaterThan(50);
    }

    @Test
    void withoutFfmpegItSaysWhatToDo() throws IOException {
        Path file = Files.writeString(dir.resolve("music.mp3"), "anything");
        assertThatThrownBy(() -> heard(new Recording(file, NO_FFMPEG)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("music.mp3: expected FFmpeg's native libraries")
                .hasMessageContaining("got no jniavutil")
                .hasMessageContaining("convert the file to 16-bit WAV")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aSampleRateThatNoSessionMayHaveGoesToTheDecoder() throws IOException {
        short[] pcm = TestingFiles.tone(440, 2, 96_000);
        Path file = TestingFiles.wav(dir.resolve("high.wav"), pcm, 96_000, 1);

        FileFingerprint heard = heard(Recording.of(file));

        assertThat(heard.rateHz()).isEqualTo(96_000);
        assertThat(heard.durationMs()).isBetween(1_990L, 2_010L);
    }

    @Test
    void lessThanASecondIsTooShort() throws IOException {
        Path file =
                TestingFiles.wav(
                        dir.resolve("s.wav"), TestingFiles.tone(440, 0.9, 11_025), 11_025, 1);
        assertThatThrownBy(() -> heard(Recording.of(file)))
                .hasMessageContaining("s.wav: expected at least a second of sound, got 899 ms");
    }

    @Test
    void aFileIsKnownByItsDigest() throws IOException {
        Path file = Files.writeString(dir.resolve("abc.wav"), "abc");
        assertThat(Recording.of(file).sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}

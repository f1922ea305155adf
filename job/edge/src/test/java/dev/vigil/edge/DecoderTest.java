package dev.vigil.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.fixtures.sound.Composer;
import dev.vigil.fixtures.sound.Encoder;
import dev.vigil.fixtures.sound.Encoder.Format;
import dev.vigil.fixtures.sound.Sound;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {
    private static final int SECONDS = 8;

    @TempDir static Path dir;
    private static Sound music;
    private static short[] wanted;

    @BeforeAll
    static void compose() throws IOException {
        music = Composer.compose(3, SECONDS, 44_100);
        wanted = decode(write(Format.WAV), 4_096);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void everyCodecGivesTheSoundBack(Format format) throws IOException {
        Path file = write(format);
        try (Decoder decoder = Decoder.open(file.toString())) {
            assertThat(decoder.durationMs().orElseThrow()).isCloseTo(8_000L, within(100L));
            short[] pcm = Sounds.readAll(decoder, 4_096);
            assertThat(pcm.length).isCloseTo(SECONDS * PcmSource.RATE_HZ, within(1_102));
            assertThat(Sounds.correlation(wanted, pcm, 100)).isGreaterThan(0.97);
            assertThat(decoder.damagedPackets()).isZero();
        }
    }

    @Test
    void losslessLosesNoSample() throws IOException {
        assertThat(wanted).hasSize(SECONDS * PcmSource.RATE_HZ);
        assertThat(decode(write(Format.FLAC), 1_000)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 441, 22_050, 1_000_000})
    void anyBufferGivesTheSameSamples(int step) throws IOException {
        assertThat(decode(write(Format.MP3), step)).isEqualTo(decode(write(Format.MP3), 4_096));
    }

    @Test
    void whatTheRateCannotHoldIsFilteredOut() throws IOException {
        Path file = dir.resolve("high.wav");
        Encoder.write(Sounds.tone(7_000, 44_100, 44_100), file, Format.WAV);
        Sound decoded = new Sound(decode(file, 4_096), PcmSource.RATE_HZ);
        // Without a filter it would come back as a tone of 4,025 Hz at full strength.
        assertThat(Sounds.rms(decoded)).isLessThan(0.01 * 10_900);
    }

    /** Added up they are silence; a listener hears the work. */
    @Test
    void aFileOfWhichOneChannelIsInvertedIsNotSilent() throws IOException {
        short[] left = decode(writeStereo("alike", 1), 4_096);
        short[] inverted = decode(writeStereo("inverted", -1), 4_096);
        assertThat(left).hasSize(wanted.length);
        assertThat(Sounds.correlation(wanted, left, 0)).isGreaterThan(0.9999);
        assertThat(inverted).isEqualTo(left);
        assertThat(decode(writeStereo("half", -0.5), 4_096))
                .as("what is not cancelled is added up as ever")
                .isNotEqualTo(left)
                .hasSameSizeAs(left);
    }

    /** 16-bit WAV whose right channel is the left one by a factor. */
    private static Path writeStereo(String name, double right) throws IOException {
        short[] pcm = music.pcm();
        ByteBuffer wav = ByteBuffer.allocate(44 + 4 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(US_ASCII)).putInt(36 + 4 * pcm.length);
        wav.put("WAVEfmt ".getBytes(US_ASCII)).putInt(16).putShort((short) 1).putShort((short) 2);
        wav.putInt(music.rateHz()).putInt(4 * music.rateHz()).putShort((short) 4);
        wav.putShort((short) 16).put("data".getBytes(US_ASCII)).putInt(4 * pcm.length);
        for (short sample : pcm) {
            wav.putShort(sample).putShort((short) (right * sample));
        }
        return Files.write(dir.resolve(name + ".wav"), wav.array());
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatThrownBy(() -> Decoder.open(dir.resolve("none.mp3").toString()))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("none.mp3: expected a file, got no such file")
                .hasMessageNotContaining("\n");
    }

    @Test
    void saysThatAFolderIsNoFile() {
        assertThatThrownBy(() -> Decoder.open(dir.toString()))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("expected a file, got a folder");
    }

    @Test
    void saysThatAFileIsEmpty() throws IOException {
        Path file = Files.createFile(dir.resolve("empty.mp3"));
        assertThatThrownBy(() -> Decoder.open(file.toString()))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("got an empty file");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void garbageIsNoSound(long seed) throws IOException {
        byte[] garbage = new byte[200_000];
        new Random(seed).nextBytes(garbage);
        Path file = Files.write(dir.resolve("garbage" + seed + ".mp3"), garbage);
        assertThatThrownBy(() -> decode(file, 4_096))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("expected")
                .hasMessageNotContaining("\n");
    }

    @Test
    void textIsNoSound() throws IOException {
        Path file = Files.writeString(dir.resolve("notes.txt"), "Takedown within 24 hours.\n");
        assertThatThrownBy(() -> decode(file, 4_096)).isInstanceOf(MediaException.class);
    }

    @Test
    void aPlaylistInAFileFetchesNothing() throws IOException {
        Path file =
                Files.writeString(
                        dir.resolve("list.m3u8"),
                        "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1:9/a.ts\n");
        assertThatThrownBy(() -> decode(file, 4_096))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("got a playlist");
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"FLAC", "MP3", "AAC"})
    void aTruncatedFileFailsAtItsEnd(Format format) throws IOException {
        byte[] whole = Files.readAllBytes(write(format));
        Path file = dir.resolve("truncated." + format.extension());
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> decode(file, 4_096))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("truncated." + format.extension() + ": expected");
    }

    @Test
    void damageInTheMiddleCostsOnlyItself() throws IOException {
        byte[] bytes = Files.readAllBytes(write(Format.MP3));
        for (int i = bytes.length / 2; i < bytes.length / 2 + 2_000; i++) {
            bytes[i] = 0x55;
        }
        Path file = Files.write(dir.resolve("damaged.mp3"), bytes);
        assertThat(decode(file, 4_096).length)
                .isBetween(7 * PcmSource.RATE_HZ, 8 * PcmSource.RATE_HZ + 600);
    }

    @Test
    void aFileNameIsNeverAProtocol() throws IOException {
        Path file = dir.resolve("concat:a|b.wav");
        Files.copy(write(Format.WAV), file);
        assertThat(decode(file, 4_096)).isEqualTo(wanted);
    }

    private static Path write(Format format) throws IOException {
        Path file = dir.resolve(format + "." + format.extension());
        if (!Files.exists(file)) {
            Encoder.write(music, file, format);
        }
        return file;
    }

    private static short[] decode(Path file, int step) throws IOException {
        try (Decoder decoder = Decoder.open(file.toString())) {
            return Sounds.readAll(decoder, step);
        }
    }
}

package dev.vigil.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.picture.TestingFiles;
import dev.vigil.cli.picture.TestingFiles.Ran;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.fixtures.sound.Distortion;
import dev.vigil.fixtures.sound.Sound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatedPlacesTest {
    private static final int RATE_HZ = 11_025;
    private static final int LOOP_S = 5;

    /** A loop four times, others before and behind it, and silence. */
    private static short[] recording() {
        short[] all = new short[40 * RATE_HZ];
        place(Composer.compose(1, 10, RATE_HZ).pcm(), all, 0);
        short[] loop = Composer.compose(2, LOOP_S, RATE_HZ).pcm();
        for (int turn = 0; turn < 4; turn++) {
            place(loop, all, 10 + LOOP_S * turn);
        }
        return all;
    }

    private static void place(short[] piece, short[] all, int second) {
        System.arraycopy(piece, 0, all, second * RATE_HZ, piece.length);
    }

    private static RepeatedPlaces places(short[] recording) {
        return new RepeatedPlaces(new Wav(RATE_HZ, 1, recording));
    }

    @Test
    void aLoopIsTheSameAtEachOfItsTurns() {
        RepeatedPlaces places = places(recording());
        assertThat(places.isRepeated(11, 8, 16)).isTrue();
        assertThat(places.isRepeated(11, 8, 21)).isTrue();
        assertThat(places.isRepeated(16, 8, 11.9)).as("a second is near").isTrue();
        assertThat(places.isRepeated(16, 8, 12.1)).isFalse();
    }

    @Test
    void whatSoundsOtherwiseIsNoRepeat() {
        RepeatedPlaces places = places(recording());
        assertThat(places.isRepeated(11, 8, 13.5)).as("half a turn off").isFalse();
        assertThat(places.isRepeated(11, 8, 2)).as("other music").isFalse();
        assertThat(places.isRepeated(11, 8, 33)).as("silence").isFalse();
        assertThat(places.isRepeated(31, 5, 33)).as("of silence").isFalse();
        assertThat(places.isRepeated(11, 8, 60)).as("behind its end").isFalse();
        assertThat(places.isRepeated(50, 8, 11)).as("from behind its end").isFalse();
        assertThat(places.isRepeated(11, 16, 16)).as("longer than the loop goes on").isFalse();
    }

    @Test
    void aTurnUnderOtherSoundIsNoRepeat() {
        short[] recording = recording();
        short[] turn = new short[LOOP_S * RATE_HZ];
        System.arraycopy(recording, 20 * RATE_HZ, turn, 0, turn.length);
        place(Distortion.noise(new Sound(turn, RATE_HZ), 10, 3).pcm(), recording, 20);
        assertThat(places(recording).isRepeated(10, 5, 15)).isTrue();
        assertThat(places(recording).isRepeated(10, 5, 20)).as("noise at 10 dB").isFalse();
    }

    /** Two queries of the same sound, each said to be of another turn: one answer suits both. */
    @Test
    void theTableHasBothFigures(@TempDir Path directory) throws IOException {
        TestingFiles.wav(directory.resolve("ref.wav"), recording(), RATE_HZ, 1);
        short[] clip = new short[8 * RATE_HZ];
        System.arraycopy(recording(), 11 * RATE_HZ, clip, 0, clip.length);
        TestingFiles.wav(directory.resolve("clip.wav"), clip, RATE_HZ, 1);
        TestingFiles.wav(directory.resolve("same.wav"), clip, RATE_HZ, 1);
        Files.write(directory.resolve("refs.txt"), List.of("ref.wav"));
        Files.write(
                directory.resolve("queries.csv"),
                List.of(
                        "path,true_ref,offset_s,length_s,distortion",
                        "clip.wav,ref.wav,11,8,clean",
                        "same.wav,ref.wav,16,8,clean"));

        Ran ran =
                TestingFiles.vigil(
                        "evaluate",
                        "--references",
                        directory,
                        "--reference-list",
                        directory.resolve("refs.txt"),
                        "--queries",
                        directory.resolve("queries.csv"),
                        "--out",
                        directory.resolve("out.csv"));

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .containsPattern("clean +50\\.0 +50\\.0 +100\\.0")
                .contains("wrong references: 0, right ones at a wrong place: 0, of 2");
    }
}

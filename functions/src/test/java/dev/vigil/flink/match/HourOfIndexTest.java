package dev.vigil.flink.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.vigil.audio.Peak;
import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.match.AudioProfile;
import dev.vigil.match.ReferenceIndex;
import dev.vigil.match.SearchProfile;
import dev.vigil.match.SearchSettings;
import dev.vigil.match.video.DrawnFilms;
import dev.vigil.match.video.VideoProfile;
import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureWord;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What an hour of index takes is within what {@link IndexPlan#MB_PER_HOUR} counts, less the
 * reserve: while it is built after a start, and while a live one is merged beside what is asked.
 */
class HourOfIndexTest {
    private static final double BYTES_PER_MB = 1e6;
    private static final double LESS_RESERVE = 0.8;

    /** Directories, which a small index has nearly whole: of the heap that is not counted. */
    private static final double DIRECTORY_MB = 12;

    /** Of recorded music; what is generated has fewer and is played faster here. */
    private static final double PEAKS_PER_SECOND = 36;

    private static final int PIECES = 6;
    private static final double PIECE_SECONDS = 120;
    private static final int FILM_SECONDS = 60;

    private static final long[][] MUSIC =
            IntStream.range(0, PIECES)
                    .mapToObj(i -> TestingEar.peaks(TestingMusic.play(100 + i, PIECE_SECONDS)))
                    .toArray(long[][]::new);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private double mostBytes;
    private double hours;
    private int added;

    /** What there is, and all that is made beside it before anything goes. */
    private void run(ReferenceIndex index, Runnable merge) {
        long held = index.bytes();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        merge.run();
        mostBytes = Math.max(mostBytes, held + THREADS.getCurrentThreadAllocatedBytes() - before);
    }

    private void addSound(ReferenceIndex index) {
        long[] peaks = moved(MUSIC[added % PIECES], 14 + added / PIECES * 19 % 53, added % 2);
        index.put(ReferenceName.of("work-" + added++, "master"), peaks);
        hours += peaks.length / PEAKS_PER_SECOND / 3600;
    }

    /** Another recording to a search: moved by more bands than it tolerates, or backwards. */
    private static long[] moved(long[] peaks, int bands, int backwards) {
        int pitches = TestingEar.PROFILE.bands() * Peak.PER_BAND;
        long end = Peak.time(peaks[peaks.length - 1]);
        double faster = PEAKS_PER_SECOND * PIECE_SECONDS / peaks.length;
        return Arrays.stream(peaks)
                .map(
                        peak ->
                                Peak.pack(
                                        (long)
                                                (Math.abs(backwards * end - Peak.time(peak))
                                                        / faster),
                                        (Peak.frequency(peak) + bands * Peak.PER_BAND) % pitches,
                                        Peak.level(peak)))
                .sorted()
                .toArray();
    }

    private void assertCounted() {
        assertThat(mostBytes / BYTES_PER_MB)
                .as("MB for %.1f h", hours)
                .isLessThan(LESS_RESERVE * IndexPlan.megabytes(hours, 1) + DIRECTORY_MB);
    }

    @Test
    void anHourOfSoundIsWithinWhatIsCounted() {
        SearchProfile profile = AudioProfile.of(TestingEar.PROFILE);
        ReferenceIndex index = profile.index(SearchSettings.DEFAULT);
        while (hours < 20) {
            addSound(index);
            index.maintain();
        }
        assertThat(index.isMergeDue()).isTrue();
        run(index, index::merge);
        assertCounted();
        assertThat(index.bytes() / BYTES_PER_MB / hours).isBetween(3.0, 4.5);

        mostBytes = 0;
        while (hours < 22) {
            addSound(index);
            index.compaction()
                    .ifPresent(
                            due -> {
                                run(index, due);
                                due.publish();
                            });
        }
        assertThat(mostBytes / BYTES_PER_MB / hours).as("all of it merged").isGreaterThan(5);
        assertCounted();
    }

    @Test
    void anHourOfPicturesIsWithinWhatIsCounted() {
        SearchProfile profile = VideoProfile.of(PictureProfile.CURRENT);
        ReferenceIndex index = profile.index(SearchSettings.DEFAULT);
        long[] film = DrawnFilms.reference(3, FILM_SECONDS);
        while (hours < 5) {
            long signs = new Random(added).nextLong();
            long[] words = film.clone();
            for (int i = 0; i < words.length; i += PictureWord.LONGS) {
                words[i + 1] ^= signs;
                words[i + 2] ^= signs;
            }
            index.put(ReferenceName.of("work-" + added++, "film"), words);
            hours += FILM_SECONDS / 3600.0;
            run(index, index::maintain);
        }
        assertThat(mostBytes / BYTES_PER_MB / hours).as("all of it merged").isGreaterThan(5);
        assertCounted();
    }
}

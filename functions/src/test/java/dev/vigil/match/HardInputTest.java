package dev.vigil.match;

import static dev.vigil.match.TestingLibrary.closed;
import static dev.vigil.match.TestingLibrary.cut;
import static dev.vigil.match.TestingLibrary.live;
import static dev.vigil.match.TestingLibrary.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.vigil.audio.Fingerprinter;
import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.schema.media.Packet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sound that says nothing matches nothing; damage that leaves something is heard through. */
class HardInputTest {
    private static final int RATE_HZ = 11_025;
    private static final int SECONDS = 20;
    private static final long SEED = 20_261_124;
    private static final int TRIALS = 150;
    private static final long[] MUSIC = TestingEar.peaks(TestingMusic.play(99, 12));

    private static Index index;
    private static Index odd;

    @BeforeAll
    static void library() {
        index = TestingLibrary.index();
        odd = new Index(TestingEar.PROFILE);
        sayingNothing(2).values().forEach(pcm -> odd.add(TestingEar.peaks(pcm)));
        odd.compact();
    }

    private static short[] constant(int value) {
        short[] pcm = new short[SECONDS * RATE_HZ];
        Arrays.fill(pcm, (short) value);
        return pcm;
    }

    private static Map<String, short[]> sayingNothing(long seed) {
        return Map.of(
                "nothing at all", new short[0],
                "one sample", new short[] {(short) (100 + seed)},
                "silence", constant(0),
                "direct current", constant(1_000),
                "direct current at full scale", constant(-32_768),
                "a tone", TestingMusic.tone(SECONDS, 440 + seed, 20_000),
                "a high tone", TestingMusic.tone(SECONDS, 2_000 + seed, 20_000),
                "a tone clipped to a square", TestingMusic.tone(SECONDS, 441 + seed, 1e9),
                "white noise", TestingMusic.noise(SECONDS, 2_000, seed),
                "white noise clipped", TestingMusic.noise(SECONDS, 60_000, seed));
    }

    static Stream<String> names() {
        return sayingNothing(0).keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("names")
    void noMatchOutOfNothing(String name) {
        short[] pcm = sayingNothing(1).get(name);
        assertThat(upload(index, pcm)).isEmpty();
        assertThat(live(index, pcm)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aLibraryOfNothingMatchesNothing(String name) {
        short[] pcm = sayingNothing(3).get(name);
        assertThat(upload(odd, pcm)).isEmpty();
        assertThat(live(odd, pcm)).isEmpty();
    }

    @Test
    void aLibraryOfNothingMatchesNoMusic() {
        short[] music = cut(TestingMusic.play(103, 40), 10, 20);
        assertThat(upload(odd, music)).isEmpty();
        assertThat(live(odd, music)).isEmpty();
    }

    @Test
    void musicClippedAtFullScaleIsFound() {
        short[] clipped = cut(TestingMusic.play(102, 40), 10, 20);
        for (int i = 0; i < clipped.length; i++) {
            clipped[i] = (short) Math.max(-32_768, Math.min(32_767, 16 * clipped[i]));
        }
        assertThat(closed(upload(index, clipped)))
                .extracting(MatchSpan::reference)
                .containsExactly(2L);
    }

    @Test
    void anotherFormatInMidStreamLeavesOneMatch() {
        short[] music = cut(TestingMusic.play(104, 40), 10, 24);
        short[] first = cut(music, 0, 8);
        short[] second = cut(music, 8, 8);
        short[] third = cut(music, 16, 8);
        List<Packet> packets = new ArrayList<>();
        Fingerprinter ear = new Fingerprinter(TestingEar.PROFILE, packets::add);
        ear.hear(first, RATE_HZ, 1);
        ear.hear(twiceAsFastInStereo(second), 2 * RATE_HZ, 2);
        ear.hear(third, RATE_HZ, 1);
        ear.finish();
        assertThat(closed(upload(index, packets)))
                .singleElement()
                .satisfies(
                        match -> {
                            assertThat(match.reference()).isEqualTo(4);
                            assertThat(match.matchedMs()).isGreaterThan(21_000);
                        });
    }

    private static short[] twiceAsFastInStereo(short[] pcm) {
        short[] stereo = new short[4 * pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            short between = (short) ((pcm[i] + pcm[Math.min(pcm.length - 1, i + 1)]) / 2);
            stereo[4 * i] = pcm[i];
            stereo[4 * i + 1] = pcm[i];
            stereo[4 * i + 2] = between;
            stereo[4 * i + 3] = between;
        }
        return stereo;
    }

    @Test
    void aGapLeavesOneMatchInItsPlace() {
        short[] music = TestingMusic.play(101, 50);
        List<Packet> packets = new ArrayList<>();
        Fingerprinter ear = new Fingerprinter(TestingEar.PROFILE, packets::add);
        ear.hear(cut(music, 10, 10), RATE_HZ, 1);
        ear.gap(3 * RATE_HZ);
        ear.hear(cut(music, 23, 10), RATE_HZ, 1);
        ear.finish();
        assertThat(closed(upload(index, packets)))
                .singleElement()
                .satisfies(
                        match -> {
                            assertThat(match.reference()).isEqualTo(1);
                            assertThat(match.refStartMs() - match.queryStartMs())
                                    .isBetween(9_900L, 10_100L);
                            assertThat(match.queryEndMs()).isGreaterThan(20_000);
                        });
    }

    /** The packet at which an upload is searched for it is in the gap. */
    @Test
    void whatIsAheadOfAGapIsFound() {
        short[] music = TestingMusic.play(101, 50);
        List<Packet> packets = new ArrayList<>();
        Fingerprinter ear = new Fingerprinter(TestingEar.PROFILE, packets::add);
        ear.hear(cut(music, 10, 6), RATE_HZ, 1);
        ear.gap(4 * RATE_HZ);
        ear.hear(new short[20 * RATE_HZ], RATE_HZ, 1);
        ear.finish();
        assertThat(closed(upload(index, packets)))
                .singleElement()
                .satisfies(match -> assertThat(match.reference()).isEqualTo(1));
    }

    /** What the codec of peaks lets through, an index must bear: random, torn, far apart. */
    @Test
    void peaksOfAnyKindAreTakenOrRefusedAndHarmNothing() {
        int refused = 0;
        for (long seed = SEED; seed < SEED + TRIALS; seed++) {
            // Random's own first numbers hardly differ between seeds that stand side by side.
            long[] peaks = anyPeaks(new Random(new SplittableRandom(seed).nextLong()));
            try {
                refused += isRefused(peaks) ? 1 : 0;
            } catch (RuntimeException e) {
                fail("seed " + seed, e);
            }
        }
        assertThat(refused).isBetween(1, TRIALS - 1);
    }

    private static long[] anyPeaks(Random random) {
        long mask = random.nextBoolean() ? -1L : (1L << 24 + random.nextInt(30)) - 1;
        long[] peaks = random.longs(random.nextInt(200)).map(word -> word & mask).toArray();
        if (random.nextInt(4) > 0) {
            Arrays.sort(peaks);
        }
        return peaks;
    }

    /** Adds them beside music, which has to be found as before. */
    private static boolean isRefused(long[] peaks) {
        Index beside = new Index(TestingEar.PROFILE);
        boolean refused = false;
        try {
            beside.add(peaks);
        } catch (IllegalArgumentException expected) {
            assertThat(expected.getMessage()).contains("expected", "got");
            refused = true;
        }
        int reference = beside.add(MUSIC);
        Packet query = new Packet("audio/1", 0, 0, 520, MUSIC, new long[0], true);
        assertThat(new Searcher(beside).search(query).get(0).reference()).isEqualTo(reference);
        beside.compact();
        assertThat(new Searcher(beside).search(query).get(0).reference()).isEqualTo(reference);
        return refused;
    }

    @Test
    void aTornReferenceTearsNoOther() {
        long[] music = MUSIC;
        Index torn = new Index(TestingEar.PROFILE);
        int whole = torn.add(music);
        double hours = torn.hours();
        long[] backwards = {music[music.length - 1], music[0]};
        assertThatThrownBy(() -> torn.add(backwards))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in order of time");
        assertThatThrownBy(() -> torn.append(whole, new long[] {music[0]}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> torn.add(new long[] {-1, 5}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> torn.add(new long[] {music[0], Long.MAX_VALUE}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a week");
        assertThat(torn.hours()).isEqualTo(hours);
        assertThat(
                        new Searcher(torn)
                                .search(new Packet("audio/1", 0, 0, 520, music, new long[0], true)))
                .isNotEmpty()
                .allMatch(line -> line.reference() == whole);
    }

    /** Two clicks a week apart make no hash, but take up a time line. */
    @Test
    void referencesWithoutHashesUseUpNoRoom() {
        Index silent = new Index(TestingEar.PROFILE);
        long[] clicks = {MUSIC[0], MUSIC[0] + (26_000_000L << 30)};
        for (int i = 0; i < 24; i++) {
            silent.add(clicks);
            silent.maintain();
        }
        int music = silent.add(MUSIC);
        silent.maintain();
        assertThat(silent.parts()).isEqualTo(1);
        assertThat(
                        new Searcher(silent)
                                .search(new Packet("audio/1", 0, 0, 520, MUSIC, new long[0], true)))
                .isNotEmpty()
                .allMatch(line -> line.reference() == music);
    }
}

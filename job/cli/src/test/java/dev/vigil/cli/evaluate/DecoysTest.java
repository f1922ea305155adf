package dev.vigil.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.match.Index;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A decoy that a search takes for its original would make every figure of a large index wrong. */
class DecoysTest {
    private static final Profile PROFILE = Profile.CURRENT;
    private static final int PITCHES = PROFILE.bands() * Peak.PER_BAND;
    private static final int MANY = 2_000;

    private final List<long[]> real = List.of(recording(1), recording(2), recording(3));
    private final Decoys decoys = new Decoys(real, PROFILE);

    private static long[] recording(long seed) {
        Random random = new Random(seed);
        return random.longs(100, 0, 100_000)
                .sorted()
                .map(time -> Peak.pack(time, random.nextInt(PITCHES), 100))
                .toArray();
    }

    @Test
    void noTwoAreTheSame() {
        Set<List<Long>> seen = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            assertThat(seen.add(Arrays.stream(decoys.get(i)).boxed().toList())).isTrue();
        }
    }

    @Test
    void eachIsARecordingInOrderWithinTheBandsAndBeyondTheTolerance() {
        for (int i = 0; i < MANY; i++) {
            long[] decoy = decoys.get(i);
            assertThat(decoy).hasSize(100);
            assertThat(Peak.areInOrder(decoy)).isTrue();
            assertThat(Arrays.stream(decoy).mapToInt(Peak::frequency).max().orElseThrow())
                    .isLessThan(PITCHES);
        }
        long[] moved = decoys.get(real.size());
        for (int i = 0; i < moved.length; i++) {
            int by = Peak.frequency(moved[i]) - Peak.frequency(real.get(0)[i]);
            assertThat(Math.floorMod(by, PITCHES) / Peak.PER_BAND).isBetween(14, 66);
        }
    }

    /** Nothing made of nothing would never fill an hour. */
    @Test
    void silenceMakesNoDecoys() {
        for (List<long[]> silent : List.of(List.<long[]>of(), List.of(new long[0], new long[0]))) {
            assertThatThrownBy(() -> fill(silent))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("with sound");
        }
    }

    private static void fill(List<long[]> recordings) {
        new Decoys(recordings, PROFILE).fill(new Index(PROFILE), 1, told -> {});
    }
}

package dev.vigil.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Segments of 2 s, for ten minutes. */
class RateCheckTest {
    private static final long NOON_MS = 1_800_000_000_000L;

    @Test
    void soundThatIsFasterOrSlowerThanItsClockIsFoundWithinAMinuteAndABit() {
        for (double speed : new double[] {0.25, 0.5, 0.9, 1.1, 2, 4}) {
            RateCheck check = new RateCheck();
            double found = RateCheck.UNKNOWN;
            int seq = 0;
            while (found == RateCheck.UNKNOWN && seq < 40) {
                found = check.next(seq, NOON_MS + 2_000L * seq, 2_000 * speed);
                seq++;
            }
            assertThat(found).as("%s", speed).isCloseTo(speed, Percentage.withPercentage(0.1));
            assertThat(seq).isEqualTo(31);
        }
    }

    @Test
    void clocksThatDriftALittleOrCountWholeSecondsAreNotFound() {
        assertThat(anyFound(at -> at * 103 / 100, seq -> seq)).isFalse();
        assertThat(anyFound(at -> at * 97 / 100, seq -> seq)).isFalse();
        assertThat(anyFound(at -> (at * 101 / 100 + 700) / 1_000 * 1_000, seq -> seq)).isFalse();
    }

    /** Pauses, a clock that is set, numbers that are lost, and segments that are sent in bursts. */
    @Test
    void gapsAndPausesAreNotFound() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            long[] paused = new long[1];
            assertThat(anyFound(at -> at + pause(random, paused), seq -> seq))
                    .as("pauses, seed %d", seed)
                    .isFalse();
            assertThat(anyFound(at -> at - at % 10_000 + random.nextInt(3_000), seq -> seq))
                    .as("bursts, seed %d", seed)
                    .isFalse();
        }
        assertThat(anyFound(at -> at > 100_000 ? at - 3_600_000 : at, seq -> seq)).isFalse();
        assertThat(anyFound(at -> at * 2, seq -> seq + seq / 5)).as("every fifth lost").isFalse();
    }

    /** One in ten times up to half a minute. */
    private static long pause(Random random, long[] paused) {
        paused[0] += random.nextInt(10) == 0 ? random.nextInt(30_000) : 0;
        return paused[0];
    }

    private static boolean anyFound(LongUnaryOperator clock, LongUnaryOperator number) {
        RateCheck check = new RateCheck();
        boolean found = false;
        for (int i = 0; i < 300; i++) {
            long at = NOON_MS + clock.applyAsLong(2_000L * i);
            found |= check.next(number.applyAsLong(i), at, 2_000) != RateCheck.UNKNOWN;
        }
        return found;
    }
}

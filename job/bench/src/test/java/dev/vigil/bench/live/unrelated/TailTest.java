package dev.vigil.bench.live.unrelated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TailTest {
    private static final double HOURS = 100;
    private static final double MEAN = 2.6;
    private static final int WINDOWS = 36_000;

    /** Exponential beyond 4, so that a threshold's rate is known. */
    private static double[] evidence(long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, WINDOWS)
                .mapToDouble(i -> 4 - MEAN * Math.log(1 - random.nextDouble()))
                .toArray();
    }

    @Test
    void theRateOfAKnownTailIsFound() {
        double threshold = 4 + MEAN * Math.log(WINDOWS / HOURS * 1_000);
        int within = 0;
        for (long seed = 1; seed <= 20; seed++) {
            Tail tail = Tail.of(evidence(seed), HOURS, threshold).orElseThrow();
            assertThat(tail.meanExcess()).as("seed %d", seed).isCloseTo(MEAN, within(0.3));
            assertThat(tail.windows()).isBetween(1_700, 1_800);
            assertThat(tail.falsePerThousandHours()).isBetween(0.4, 2.5);
            within += tail.least() < 1 && 1 < tail.most() ? 1 : 0;
        }
        assertThat(within).as("of 20 ranges that should hold 1").isGreaterThanOrEqualTo(16);
    }

    /** A screen so strict that most windows show nothing used to give thresholds of 0 to 8. */
    @Test
    void fewWindowsGiveNoEstimate() {
        double[] silent = new double[WINDOWS];
        assertThat(Tail.of(silent, HOURS, 30)).isEmpty();
        assertThat(Tail.of(new double[0], 0, 30)).isEmpty();
        for (int i = 0; i < Tail.LEAST_WINDOWS; i++) {
            assertThat(Tail.of(silent, HOURS, 30)).isEmpty();
            silent[i] = 11 + i % 3;
        }
        Tail least = Tail.of(silent, HOURS, 30).orElseThrow();
        assertThat(least.beyond()).isEqualTo(Tail.LEAST_EVIDENCE);
        assertThat(least.meanExcess()).isCloseTo(1.95, within(0.01));
        double[] weak = new double[WINDOWS];
        java.util.Arrays.fill(weak, 9.9);
        assertThat(Tail.of(weak, HOURS, 30)).isEmpty();
    }
}

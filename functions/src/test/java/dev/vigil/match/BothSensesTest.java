package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.match.BothSenses.Sensed;
import dev.vigil.schema.match.OtherSense;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BothSensesTest {
    private static final long SEED = 18;

    /** From 10 to 60 s of the session, 100 s into the recording. */
    private static final Sensed SOUND =
            new Sensed("w", "r", 1, 100_000, 10_000, 60_000, 0.7, false, false);

    private static Sensed moved(double byMs, double tempo) {
        return moved(byMs, tempo, 50_000);
    }

    /** The same place at the end, at any tempo. */
    private static Sensed moved(double byMs, double tempo, double lengthMs) {
        double end = 60_000;
        double offset = 100_000 + byMs + end - tempo * end;
        return new Sensed("w", "r", tempo, offset, end - lengthMs, end, 0.7, false, false);
    }

    private static Sensed with(Sensed of, double share, boolean open, boolean still) {
        return new Sensed(
                of.workId(),
                of.recordingId(),
                of.tempo(),
                of.offsetMs(),
                of.fromMs(),
                of.toMs(),
                share,
                open,
                still);
    }

    private static OtherSense beside(Sensed... others) {
        return BothSenses.beside(SOUND, List.of(others), true);
    }

    @Test
    void aSecondAndAHundredthOfTempoAreTheSamePlace() {
        assertThat(beside(moved(1_000, 1))).isEqualTo(OtherSense.IN_STEP);
        assertThat(beside(moved(-1_000, 1))).isEqualTo(OtherSense.IN_STEP);
        assertThat(beside(moved(1_001, 1))).isEqualTo(OtherSense.OUT_OF_STEP);
        assertThat(beside(moved(0, 1.01))).isEqualTo(OtherSense.IN_STEP);
        assertThat(beside(moved(0, 0.99))).isEqualTo(OtherSense.IN_STEP);
        assertThat(beside(moved(0, 1.0103))).isEqualTo(OtherSense.OUT_OF_STEP);
        assertThat(beside(moved(0, 0.9897))).isEqualTo(OtherSense.OUT_OF_STEP);
    }

    /** Pictures of 4 s have one of ten tempos, whatever the film's is. */
    @Test
    void theTempoOfAShortLineIsNotAskedForCloserThanItIsKnown() {
        assertThat(beside(moved(0, 1.06, 4_000))).isEqualTo(OtherSense.IN_STEP);
        assertThat(beside(moved(0, 1.065, 4_000))).isEqualTo(OtherSense.OUT_OF_STEP);
        assertThat(beside(moved(0, 0.97, 8_000))).isEqualTo(OtherSense.IN_STEP);
        assertThat(beside(moved(0, 0.96, 8_000))).isEqualTo(OtherSense.OUT_OF_STEP);
    }

    @Test
    void whatIsWeakOrStillSaysNothing() {
        Sensed same = moved(0, 1);
        assertThat(beside(with(same, 0.6, false, false))).isEqualTo(OtherSense.IN_STEP);
        assertThat(beside(with(same, 0.59, false, false))).isEqualTo(OtherSense.UNMATCHED);
        assertThat(beside(with(same, 0.59, true, false))).isEqualTo(OtherSense.IN_STEP);
        assertThat(beside(with(same, 2, true, true))).isEqualTo(OtherSense.UNMATCHED);
        assertThat(BothSenses.beside(SOUND, List.of(), false)).isNull();
    }

    @Test
    void bothNeedTheirShareAndNoStillPictureHelps() {
        assertThat(BothSenses.suffice(0.6, false, OtherSense.IN_STEP)).isTrue();
        assertThat(BothSenses.suffice(0.59, false, OtherSense.IN_STEP)).isFalse();
        assertThat(BothSenses.suffice(0.6, true, OtherSense.IN_STEP)).isFalse();
        assertThat(BothSenses.suffice(0.6, false, OtherSense.OUT_OF_STEP)).isTrue();
        assertThat(BothSenses.suffice(0.9, false, OtherSense.OTHER_WORK)).isFalse();
        assertThat(BothSenses.suffice(0.9, false, OtherSense.UNMATCHED)).isFalse();
        assertThat(BothSenses.suffice(0.9, false, null)).isFalse();
    }

    @Test
    void anotherRecordingOfTheWorkSaysNothingAndAnotherWorkOnlyAsAMatch() {
        Sensed take = new Sensed("w", "s", 1, 100_000, 10_000, 60_000, 2, true, false);
        Sensed other = new Sensed("x", "r", 1, 0, 15_000, 90_000, 2, true, false);
        Sensed later = new Sensed("x", "r", 1, 0, 60_000, 90_000, 2, true, false);
        assertThat(beside(take)).isEqualTo(OtherSense.UNMATCHED);
        assertThat(beside(other)).isEqualTo(OtherSense.OTHER_WORK);
        assertThat(beside(with(other, 0.9, false, false))).isEqualTo(OtherSense.UNMATCHED);
        assertThat(beside(later)).isEqualTo(OtherSense.UNMATCHED);
        assertThat(beside(other, moved(5_000, 1))).isEqualTo(OtherSense.OUT_OF_STEP);
        assertThat(beside(other, moved(5_000, 1), moved(0, 1))).isEqualTo(OtherSense.IN_STEP);
    }

    /** Whatever there is, it is what is read off the definition, word by word. */
    @Test
    void theSameAsTheDefinition() {
        Random random = new Random(SEED);
        int[] seen = new int[OtherSense.values().length];
        for (int i = 0; i < 20_000; i++) {
            Sensed one = any(random);
            List<Sensed> others = new ArrayList<>();
            for (int k = random.nextInt(5); k > 0; k--) {
                others.add(any(random));
            }
            OtherSense found = BothSenses.beside(one, others, true);
            assertThat(found).as("seed %s, case %s", SEED, i).isEqualTo(defined(one, others));
            seen[found.ordinal()]++;
        }
        assertThat(Arrays.stream(seen).min().getAsInt()).isGreaterThan(500);
    }

    private static Sensed any(Random random) {
        double from = 1_000 * random.nextInt(30);
        return new Sensed(
                "w" + random.nextInt(2),
                "r" + random.nextInt(2),
                1 + 0.01 * random.nextInt(4),
                400 * random.nextInt(6),
                from,
                from + 1_000 + 1_000 * random.nextInt(20),
                0.2 * random.nextInt(8),
                random.nextBoolean(),
                random.nextInt(4) == 0);
    }

    private static OtherSense defined(Sensed one, List<Sensed> others) {
        boolean inStep = false;
        boolean outOfStep = false;
        boolean otherWork = false;
        for (Sensed other : others) {
            boolean counts = other.open() || other.share() >= 0.6;
            boolean work = one.workId().equals(other.workId());
            boolean recording = work && one.recordingId().equals(other.recordingId());
            boolean atOnce = one.fromMs() < other.toMs() && other.fromMs() < one.toMs();
            double at = one.toMs() / 2 + other.toMs() / 2;
            double apart =
                    one.offsetMs() + one.tempo() * at - other.offsetMs() - other.tempo() * at;
            boolean near = apart <= 1_000 && apart >= -1_000;
            double faster = Math.abs(one.tempo() - other.tempo());
            boolean paced =
                    faster < 0.0102
                            || faster * (one.toMs() - one.fromMs()) <= 250
                            || faster * (other.toMs() - other.fromMs()) <= 250;
            if (counts && !other.still()) {
                inStep |= recording && near && paced;
                outOfStep |= recording && atOnce && !(near && paced);
                otherWork |= !work && atOnce && other.open();
            }
        }
        return inStep
                ? OtherSense.IN_STEP
                : outOfStep
                        ? OtherSense.OUT_OF_STEP
                        : otherWork ? OtherSense.OTHER_WORK : OtherSense.UNMATCHED;
    }
}

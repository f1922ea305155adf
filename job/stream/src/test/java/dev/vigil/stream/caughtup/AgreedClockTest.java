package dev.vigil.stream.caughtup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgreedClockTest {
    private static final long START = 1_700_000_000_000L;
    private static final long NANOS = 1_000_000;
    private static final long TWO_MINUTES = 120_000;

    /** What is true, and how far each clock is from it, in ms. */
    private long trueMs = START;

    private long wallOff;
    private long otherOff;
    private long steadyOff;

    private final AgreedClock clock =
            new AgreedClock(() -> trueMs + wallOff, () -> (trueMs - START + steadyOff) * NANOS);

    private void pass(long ms) {
        trueMs += ms;
        clock.heard(trueMs + otherOff);
    }

    @Test
    void goesWithAllThree() {
        pass(0);
        pass(2_000);
        trueMs += 500;

        assertThat(clock.nowMs()).isEqualTo(START + 2_500);
    }

    @Test
    void isNotFollowedWhereThisMachineIsSet() {
        pass(0);
        for (long off : new long[] {TWO_MINUTES, -TWO_MINUTES}) {
            wallOff = off;
            assertThat(clock.nowMs()).isEqualTo(trueMs);
            pass(20_000);
            assertThat(clock.nowMs()).isEqualTo(trueMs);
            assertThat(clock.apartMs()).isEqualTo(off);
            assertThat(clock.latestMs()).isEqualTo(trueMs + Math.max(0, off));
        }
    }

    @Test
    void isNotFollowedWhereTheOtherIsSet() {
        pass(0);
        for (long off : new long[] {TWO_MINUTES, -TWO_MINUTES}) {
            otherOff = off;
            pass(20_000);
            assertThat(clock.nowMs()).isEqualTo(trueMs);
            assertThat(clock.apartMs()).isEqualTo(-off);
        }
    }

    @Test
    void isRightAgainAfterASuspension() {
        pass(0);
        trueMs += TWO_MINUTES;
        steadyOff -= TWO_MINUTES;

        pass(0);

        assertThat(clock.nowMs()).isEqualTo(trueMs);
        wallOff = TWO_MINUTES;
        assertThat(clock.nowMs()).as("the steady clock has its voice again").isEqualTo(trueMs);
    }

    @Test
    void startsWithTheEarlierOfTwo() {
        wallOff = TWO_MINUTES;
        AgreedClock late = new AgreedClock(() -> trueMs + wallOff, () -> (trueMs - START) * NANOS);
        late.heard(trueMs);
        assertThat(late.nowMs()).isEqualTo(trueMs);

        pass(0);
        assertThat(clock.nowMs()).isEqualTo(trueMs);

        wallOff = -TWO_MINUTES;
        AgreedClock behind =
                new AgreedClock(() -> trueMs + wallOff, () -> (trueMs - START) * NANOS);
        behind.heard(trueMs);
        assertThat(behind.nowMs()).isEqualTo(trueMs - TWO_MINUTES);
    }

    @Test
    void refusesNobodyWhereItStartsBesideOneThatIsBehind() {
        otherOff = -TWO_MINUTES;
        pass(0);

        assertThat(clock.nowMs()).isEqualTo(trueMs - TWO_MINUTES);
        assertThat(clock.latestMs()).isEqualTo(trueMs);
    }

    @Test
    void refusesNobodyBeforeTheOtherIsHeard() {
        wallOff = -TWO_MINUTES;
        assertThat(clock.nowMs()).isEqualTo(START);

        wallOff = TWO_MINUTES;
        assertThat(clock.nowMs()).isEqualTo(START + TWO_MINUTES);
    }

    @Test
    void losesNothingWhereItIsAskedOften() {
        long[] nanos = {0};
        AgreedClock fine = new AgreedClock(() -> START + nanos[0] / NANOS, () -> nanos[0]);
        fine.heard(START);
        for (int call = 0; call < 10_000; call++) {
            nanos[0] += NANOS / 10;
            fine.nowMs();
        }
        fine.heard(START + 999);

        assertThat(fine.nowMs()).isEqualTo(START + 1_000);
    }
}

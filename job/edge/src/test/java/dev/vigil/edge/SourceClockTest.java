package dev.vigil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SourceClockTest {
    private static final long SECOND = 1_000_000;

    @Test
    void timesCountFromTheBeginning() {
        SourceClock line = new SourceClock(2, 5 * SECOND, true);
        assertThat(line.shift(0, 5 * SECOND)).isEqualTo(-5 * SECOND);
        assertThat(line.shift(1, 6 * SECOND)).isEqualTo(-5 * SECOND);
        assertThat(line.newestUs()).isEqualTo(SECOND);
        SourceClock unknown = new SourceClock(1, SourceClock.NONE, false);
        assertThat(unknown.shift(0, 7 * SECOND)).isEqualTo(-7 * SECOND);
    }

    /** The second track follows where the first has jumped, and stays in step with it. */
    @Test
    void tracksThatJumpAlikeStayInStep() {
        SourceClock line = new SourceClock(2, 0, true);
        line.shift(0, 100);
        line.shift(1, 0);
        long jumped = 40_000 * SECOND;
        assertThat(at(line, 0, jumped + 200)).isEqualTo(100);
        assertThat(at(line, 1, SECOND)).as("the old clock goes on meanwhile").isEqualTo(SECOND);
        assertThat(at(line, 1, jumped + 300)).isEqualTo(200);
        assertThat(at(line, 0, jumped + SECOND)).isEqualTo(SECOND - 100);
        assertThat(line.jumps()).isEqualTo(1);
    }

    @Test
    void aClockThatGoesBackJumps() {
        SourceClock line = new SourceClock(1, 0, false);
        line.shift(0, 60 * SECOND);
        assertThat(at(line, 0, 51 * SECOND)).as("out of order").isEqualTo(51 * SECOND);
        assertThat(at(line, 0, SECOND)).isEqualTo(51 * SECOND);
        assertThat(line.jumps()).isEqualTo(1);
    }

    /** Of a file a picture may be shown for minutes, for longer while its sound goes on. */
    @Test
    void aPictureMayBeHeld() {
        SourceClock file = new SourceClock(2, 0, false);
        assertThat(at(file, 1, 0)).isZero();
        assertThat(at(file, 1, 500 * SECOND)).isEqualTo(500 * SECOND);
        for (long s = 0; s < 3_000; s++) {
            at(file, 0, s * SECOND);
        }
        assertThat(at(file, 1, 3_000 * SECOND)).isEqualTo(3_000 * SECOND);
        assertThat(file.jumps()).isZero();
        SourceClock alone = new SourceClock(1, 0, false);
        at(alone, 0, 0);
        assertThat(at(alone, 0, 3_000 * SECOND)).isZero();
        assertThat(alone.jumps()).isEqualTo(1);
    }

    @Test
    void noTimesOverflow() {
        SplittableRandom random = new SplittableRandom(1);
        SourceClock line = new SourceClock(2, Long.MIN_VALUE + 1, true);
        for (int i = 0; i < 100_000; i++) {
            long time = random.nextLong() >> random.nextInt(64);
            long shift = line.shift(random.nextInt(2), time);
            if (SourceClock.isSane(time)) {
                assertThat(time + shift).isBetween(-11 * SECOND, i * 700 * SECOND + 700 * SECOND);
            }
        }
    }

    private static long at(SourceClock line, int track, long timeUs) {
        return timeUs + line.shift(track, timeUs);
    }
}

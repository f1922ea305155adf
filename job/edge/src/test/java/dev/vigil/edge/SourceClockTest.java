package dev.vigil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SourceClockTest {
    private static final long SECOND = 1_000_000;

    private static final long FRAME = 40_000;

    @Test
    void timesCountFromTheBeginning() {
        SourceClock line = new SourceClock(2, 5 * SECOND, true);
        assertThat(at(line, 0, 5 * SECOND)).isZero();
        assertThat(at(line, 1, 6 * SECOND)).isEqualTo(SECOND);
        assertThat(line.newestUs()).isEqualTo(SECOND);
        SourceClock unknown = new SourceClock(1, SourceClock.NONE, false);
        assertThat(at(unknown, 0, 7 * SECOND)).isZero();
    }

    /** The second track follows where the first has jumped, and stays in step with it. */
    @Test
    void tracksThatJumpAlikeStayInStep() {
        SourceClock line = new SourceClock(2, 0, true);
        at(line, 0, 100);
        at(line, 1, 0);
        long jumped = 40_000 * SECOND;
        assertThat(at(line, 0, jumped + 200)).isEqualTo(100);
        assertThat(at(line, 1, 2 * SECOND)).as("the old clock goes on").isEqualTo(2 * SECOND);
        assertThat(at(line, 1, jumped + 300)).isEqualTo(200);
        assertThat(at(line, 0, jumped + SECOND)).isEqualTo(SECOND - 100);
        assertThat(line.jumps()).isEqualTo(1);
    }

    @Test
    void aClockThatGoesBackJumps() {
        SourceClock line = new SourceClock(1, 0, false);
        at(line, 0, 60 * SECOND);
        assertThat(at(line, 0, 51 * SECOND)).as("out of order").isEqualTo(51 * SECOND);
        assertThat(at(line, 0, SECOND)).isEqualTo(51 * SECOND);
        assertThat(line.jumps()).isEqualTo(1);
    }

    /** Programmes of a few seconds each, as segments of a playlist whose times begin at 0. */
    @Test
    void shortProgrammesFollowOneAnother() {
        SourceClock line = new SourceClock(2, 0, true);
        long expected = 0;
        for (int programme = 0; programme < 100; programme++) {
            for (long time = 0; time < 3 * SECOND; time += FRAME) {
                // Pictures lead by half a second, and are shown in another order.
                assertThat(frame(line, 1, time)).isEqualTo(expected);
                if (time >= SECOND / 2) {
                    assertThat(frame(line, 0, time - SECOND / 2)).isEqualTo(expected - SECOND / 2);
                }
                expected += FRAME;
            }
            for (long time = 5 * SECOND / 2; time < 3 * SECOND; time += FRAME) {
                frame(line, 0, time);
            }
        }
        assertThat(line.jumps()).isEqualTo(99);
    }

    /** One packet with a wrong time takes no track out of step with the other. */
    @Test
    void aWrongTimeIsNoProgramme() {
        for (long wrong : new long[] {-30 * SECOND, -5 * SECOND, 5 * SECOND, 30 * SECOND}) {
            SourceClock line = new SourceClock(2, 0, true);
            for (long time = 0; time < 40 * SECOND; time += FRAME) {
                frame(line, 0, time);
                frame(line, 1, time == 20 * SECOND ? time + wrong : time);
            }
            assertThat(frame(line, 0, 40 * SECOND)).as("%d", wrong).isEqualTo(40 * SECOND);
            assertThat(frame(line, 1, 40 * SECOND)).as("%d", wrong).isEqualTo(40 * SECOND);
        }
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
            long shown = random.nextLong() >> random.nextInt(64);
            long decoded = random.nextLong() >> random.nextInt(64);
            SourceClock.Moment moment = new SourceClock.Moment(shown, decoded, random.nextLong());
            long at = moment.decodedUs() + line.shift(random.nextInt(2), moment);
            if (SourceClock.isSane(moment.decodedUs())) {
                assertThat(at).isBetween(-11 * SECOND, i * 700 * SECOND + 700 * SECOND);
                assertThat(line.newestUs()).isLessThan(i * 700 * SECOND + 710 * SECOND);
            }
        }
    }

    private static long at(SourceClock line, int track, long timeUs) {
        return timeUs + line.shift(track, new SourceClock.Moment(timeUs, timeUs, 0));
    }

    private static long frame(SourceClock line, int track, long timeUs) {
        long shownUs = timeUs + timeUs / FRAME % 3 * FRAME;
        return timeUs + line.shift(track, new SourceClock.Moment(shownUs, timeUs, FRAME));
    }
}

package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.MINUTE_MS;
import static dev.vigil.notice.TestingNotices.NOTICE;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.complete;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** After a failure an answer to a level may be read before the level itself is read back. */
class AcknowledgedEarlyTest {
    private static final long E4_MS = T0_MS + 20 * HOUR_MS;

    private final OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a", "b"));

    @Test
    void anAnswerToALevelThatIsReadBackLaterCounts() {
        one.walk(E4_MS - 1);
        answered("1/E4");
        one.adopted(1, "E4", E4_MS);
        one.walk(E4_MS + HOUR_MS);
        assertThat(one.levels()).containsExactly("1/E0", "1/E2", "1/E3");
        assertThat(one.status().acknowledged()).containsExactly("n-1/1/E4");
    }

    @Test
    void aJobWithoutStateHearsItBeforeItsRunIsNumbered() {
        answered("1/E4");
        one.adopted(1, "E4", E4_MS);
        one.jump(E4_MS + HOUR_MS);
        assertThat(one.levels()).isEmpty();
        assertThat(one.status().acknowledged()).containsExactly("n-1/1/E4");
    }

    @Test
    void anAnswerToWhatWasNeverToldSilencesNothing() {
        answered("1/E4");
        one.walk(E4_MS + 31 * MINUTE_MS);
        assertThat(one.levels()).contains("1/E4.1");
        assertThat(one.state.acked()).isEmpty();
    }

    @Test
    void whatWaitsIsBounded() {
        for (int i = 1; i <= 1_000; i++) {
            one.acked("1/E4." + i, E4_MS + i);
        }
        assertThat(one.state.acked())
                .hasSizeLessThan(100)
                .last()
                .matches(a -> a.at() == E4_MS + 1_000);
    }

    /** Acknowledged after ten minutes, and an item is done: nothing is left to repeat. */
    private void answered(String what) {
        one.acked(what, E4_MS + 10 * MINUTE_MS);
        one.done("a", E4_MS + 10 * MINUTE_MS, E4_MS + 10 * MINUTE_MS);
    }
}

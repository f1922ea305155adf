package dev.vigil.flink.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.notice.NoticeWorld.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Invariants 1, 2 and 9 to 11 on the operators, which are killed, restored and rescaled. */
class NoticeClockCrashTest {
    /** A few: most of their time is Flink's, which opens operators and writes savepoints. */
    private static final int HISTORIES = 14;

    /** Of a clock that gathers: all but the gathering is as in the others. */
    private static final int GATHERING_HISTORIES = 6;

    /** Until a planted fault is found. */
    private static final int TRIES = 40;

    private static final int STEPS = 150;

    /** Every notice gathers the news of its items, and these may wait for hours. */
    private static final ClockInbox.Gathering ALL = new ClockInbox.Gathering(0, 7_200_000);

    @Test
    void nothingIsLateTwiceOrFalseWhateverDies() throws Exception {
        nothingIsLateTwiceOrFalse(ClockInbox.Gathering.DEFAULT, HISTORIES);
    }

    @Test
    void nothingIsLateTwiceOrFalseWhereTheNewsOfItemsAreGathered() throws Exception {
        nothingIsLateTwiceOrFalse(ALL, GATHERING_HISTORIES);
    }

    private static void nothingIsLateTwiceOrFalse(ClockInbox.Gathering gathering, int histories)
            throws Exception {
        int published = 0;
        int kills = 0;
        for (long seed = 1; seed <= histories; seed++) {
            try (NoticeWorld world = lived(seed, Fault.NONE, gathering)) {
                assertThat(world.violations).as("seed %d", seed).isEmpty();
                published += world.size();
                kills += world.kills;
            }
        }
        assertThat(published).as("records").isGreaterThan(histories * 40);
        assertThat(kills).as("kills").isGreaterThan(histories * 3);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedFaultIsFound(Fault fault) throws Exception {
        boolean found = false;
        for (int tried = 0; tried < TRIES && !found; tried++) {
            long seed = firstTried(fault) + tried;
            try (NoticeWorld world = lived(seed, fault, ClockInbox.Gathering.DEFAULT)) {
                found = !world.violations.isEmpty();
            }
        }
        assertThat(found).as("%s in %d histories", fault, TRIES).isTrue();
    }

    /** The one fault that few histories show (one of fifty) is looked for where it was found. */
    private static long firstTried(Fault fault) {
        return fault == Fault.ANSWER_DUE_TOO_SOON ? 66 : 1;
    }

    private static NoticeWorld lived(long seed, Fault fault, ClockInbox.Gathering gathering)
            throws Exception {
        NoticeWorld world = new NoticeWorld(seed, fault, gathering);
        for (int i = 0; i < STEPS && world.violations.isEmpty(); i++) {
            world.step();
        }
        if (world.violations.isEmpty()) {
            world.end();
        }
        return world;
    }
}

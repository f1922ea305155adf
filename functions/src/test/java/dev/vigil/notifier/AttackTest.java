package dev.vigil.notifier;

import static dev.vigil.notifier.TestingRecord.DAY_MS;
import static dev.vigil.notifier.TestingRecord.MINUTE_MS;
import static dev.vigil.notifier.TestingRecord.T0_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.notifier.NoticeOutcome;
import dev.vigil.schema.notifier.StandingLevel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Scripts of attacks and of honest notifiers (job/docs/domain.md, Notifiers); "flagged" is WATCH or
 * worse, or a flood.
 *
 * <p>Assumed of an attack: a new notifier; one notice in ten is sound, for cover; triage misses one
 * in ten of the others (it says nothing then) and ends before the second next notice comes.
 *
 * <p>Assumed of honest notifiers, of whose notices no figure is known to us: 2 in 1,000 are
 * manifestly unfounded and 7 in 1,000 are overturned (of manual claims on a large platform 1.13 %
 * are disputed and 65 % of the disputes won), independent of each other; 10 in 1,000 end without
 * saying anything. Four of five send 1 to 50 notices in 90 days; one of five sends 100 to 2,000 and
 * has proved who he is. They come at random times, not in bulk.
 */
class AttackTest {
    private static final int ATTACKS = 1_000;
    private static final int HONEST = 2_500;

    @Test
    void massAttacksAreFlaggedByTheTenthNotice() {
        int flagged = 0;
        for (long seed = 1; seed <= ATTACKS; seed++) {
            flagged += attack(new Random(seed)).flagged() ? 1 : 0;
        }
        assertThat(flagged).as("of seeds 1 to %d", ATTACKS).isGreaterThanOrEqualTo(990);
    }

    private static TestingRecord attack(Random random) {
        TestingRecord record = new TestingRecord(ReputationRules.DEFAULTS);
        long nowMs = T0_MS;
        for (int i = 0; i < 10; i++) {
            nowMs += random.nextInt(60) * 1_000L;
            record.received("n-" + i, nowMs, false);
            if (i > 0) {
                triage(record, i - 1, random, nowMs);
            }
        }
        triage(record, 9, random, nowMs + 1_000);
        return record;
    }

    private static void triage(TestingRecord record, int notice, Random random, long atMs) {
        int dice = random.nextInt(100);
        NoticeOutcome outcome =
                dice < 10
                        ? NoticeOutcome.UPHELD
                        : dice < 19 ? NoticeOutcome.OTHER : NoticeOutcome.UNFOUNDED;
        record.outcome("n-" + notice, outcome, atMs);
    }

    /** Faster than any triage: the flood is seen before the first outcome. */
    @Test
    void attacksThatOutrunTriageAreSeenAsAFlood() {
        for (long seed = 1; seed <= 100; seed++) {
            Random random = new Random(seed);
            TestingRecord record = new TestingRecord(ReputationRules.DEFAULTS);
            long nowMs = T0_MS;
            for (int i = 0; i < 150; i++) {
                nowMs += random.nextInt(5_000);
                record.received("n-" + i, nowMs, false);
            }
            assertThat(record.flooding()).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void honestNotifiersAreNotFlagged() {
        int flagged = 0;
        int punished = 0;
        for (long seed = 1; seed <= HONEST; seed++) {
            TestingRecord record = honest(new Random(seed));
            flagged +=
                    record.published.stream().anyMatch(s -> s.level().flagged() || s.flooding())
                            ? 1
                            : 0;
            punished +=
                    record.published.stream()
                                    .anyMatch(
                                            s ->
                                                    s.level() == StandingLevel.PRIORITY_LOST
                                                            || s.level()
                                                                    == StandingLevel.RESTRICTED)
                            ? 1
                            : 0;
        }
        assertThat(flagged).as("of seeds 1 to %d", HONEST).isLessThanOrEqualTo(HONEST / 1_000);
        assertThat(punished).isZero();
    }

    private static TestingRecord honest(Random random) {
        boolean large = random.nextInt(5) == 0;
        int notices = large ? 100 + random.nextInt(1_901) : 1 + random.nextInt(50);
        TestingRecord record = new TestingRecord(ReputationRules.DEFAULTS);
        long[] times = new long[notices];
        for (int i = 0; i < notices; i++) {
            times[i] = T0_MS + (long) (random.nextDouble() * 89 * DAY_MS);
        }
        Arrays.sort(times);
        for (int i = 0; i < notices; i++) {
            record.reached(times[i]);
            record.received("n-" + i, times[i], large);
            record.outcome("n-" + i, honestOutcome(random), times[i] + MINUTE_MS);
        }
        return record;
    }

    private static NoticeOutcome honestOutcome(Random random) {
        int dice = random.nextInt(1_000);
        if (dice < 2) {
            return NoticeOutcome.UNFOUNDED;
        } else if (dice < 9) {
            return NoticeOutcome.OVERTURNED;
        }
        return dice < 19 ? NoticeOutcome.OTHER : NoticeOutcome.UPHELD;
    }
}

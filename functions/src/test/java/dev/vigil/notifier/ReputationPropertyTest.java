package dev.vigil.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.notifier.NoticeOutcome;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.notifier.StandingLevel;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random histories beside a model that keeps everything and counts anew each time. */
class ReputationPropertyTest {
    private static final int HISTORIES = 200;
    private static final int EVENTS = 150;

    /** Small figures, so that random histories get everywhere. */
    private static final ReputationRules RULES =
            new ReputationRules(6, 3, 20, 10, 5, 30, 7, 50, 2, 12, 90, 80, 6, 600_000, 3, 1_000);

    private final Set<StandingLevel> levels = EnumSet.noneOf(StandingLevel.class);
    private final Set<Boolean> floods = new HashSet<>();

    @Test
    void randomHistoriesAgreeWithTheModel() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            assertThat(firstDifference(seed, false)).as("seed %d", seed).isNull();
        }
        assertThat(levels).containsExactlyInAnyOrder(StandingLevel.values());
        assertThat(floods).hasSize(2);
    }

    /** The guard can fail: a record that takes every repeat for a new notice is caught. */
    @Test
    void aRecordThatForgetsItsNoticesIsCaught() {
        long caught = 0;
        for (long seed = 1; seed <= 100; seed++) {
            caught += firstDifference(seed, true) == null ? 0 : 1;
        }
        assertThat(caught).isGreaterThan(90);
    }

    private String firstDifference(long seed, boolean forgetful) {
        Random random = new Random(seed);
        TestingRecord record = new TestingRecord(RULES);
        NaiveReputation model = new NaiveReputation(RULES);
        double honesty = random.nextDouble();
        long nowMs = TestingRecord.T0_MS;
        int newest = 0;
        for (int i = 0; i < EVENTS; i++) {
            nowMs += pause(random);
            if (record.reached(nowMs)) {
                model.reached(nowMs);
            }
            newest += random.nextInt(3) == 0 ? 0 : 1;
            String id = "n-" + Math.max(0, newest - (random.nextInt(4) == 0 ? 7 : 0));
            long atMs = nowMs - (random.nextInt(5) == 0 ? random.nextInt(7_200) * 1_000L : 0);
            if (forgetful) {
                record.forget(id);
            }
            if (random.nextInt(2) == 0) {
                boolean verified = random.nextInt(50) > 0;
                record.received(id, atMs, verified);
                model.received(id, atMs, verified);
            } else {
                NoticeOutcome outcome = outcome(random, honesty);
                record.outcome(id, outcome, atMs);
                model.outcome(id, outcome, atMs);
            }
            String difference = difference(record, model, nowMs, i);
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    private String difference(TestingRecord record, NaiveReputation model, long nowMs, int event) {
        String seen = seen(record);
        levels.add(record.level());
        floods.add(record.flooding());
        if (!seen.equals(model.seen(nowMs))) {
            return "event " + event + ": record " + seen + ", model " + model.seen(nowMs);
        }
        String counts = counts(record);
        return counts.equals(model.counts())
                ? null
                : "event " + event + ": record counts " + counts + ", model " + model.counts();
    }

    private static String seen(TestingRecord record) {
        if (record.published.isEmpty()) {
            return "NORMAL";
        }
        NotifierStanding last = record.last();
        return last.level()
                + (last.flooding() ? " flooding" : "")
                + (last.until() == null ? "" : " until " + last.until());
    }

    private static String counts(TestingRecord record) {
        if (record.account == null) {
            return "0 0 0 0 0";
        }
        long firstDay = record.account.asOf() / TestingRecord.DAY_MS - RULES.windowDays() + 1;
        Counts c = Counts.since(firstDay, record.account.days());
        return c.received()
                + " "
                + c.upheld()
                + " "
                + c.unfounded()
                + " "
                + c.forged()
                + " "
                + c.overturned();
    }

    /** Mostly minutes, sometimes seconds, an hour or days. */
    private static long pause(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> random.nextInt(3 * 86_400) * 1_000L;
            case 1, 2 -> random.nextInt(3 * 3_600) * 1_000L;
            case 3, 4, 5, 6 -> random.nextInt(20) * 1_000L;
            default -> random.nextInt(1_200) * 1_000L;
        };
    }

    private static NoticeOutcome outcome(Random random, double honesty) {
        if (random.nextDouble() < honesty) {
            return NoticeOutcome.UPHELD;
        }
        return random.nextInt(40) == 0
                ? NoticeOutcome.FORGED
                : List.of(
                                NoticeOutcome.UNFOUNDED,
                                NoticeOutcome.UNFOUNDED,
                                NoticeOutcome.OVERTURNED,
                                NoticeOutcome.OTHER)
                        .get(random.nextInt(4));
    }
}

package dev.vigil.notifier;

import static dev.vigil.notifier.TestingRecord.DAY_MS;
import static dev.vigil.notifier.TestingRecord.MINUTE_MS;
import static dev.vigil.notifier.TestingRecord.T0_MS;
import static dev.vigil.schema.notifier.NoticeOutcome.FORGED;
import static dev.vigil.schema.notifier.NoticeOutcome.OTHER;
import static dev.vigil.schema.notifier.NoticeOutcome.OVERTURNED;
import static dev.vigil.schema.notifier.NoticeOutcome.UNFOUNDED;
import static dev.vigil.schema.notifier.NoticeOutcome.UPHELD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.notifier.NoticeOutcome;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.notifier.StandingLevel;
import org.junit.jupiter.api.Test;

class ReputationTest {
    private final TestingRecord record = new TestingRecord(ReputationRules.DEFAULTS);
    private long nowMs = T0_MS;
    private int counter;

    @Test
    void unfoundedNoticesClimbTheLadder() {
        many(10, UNFOUNDED);
        assertThat(record.published)
                .extracting(NotifierStanding::level)
                .containsExactly(
                        StandingLevel.WATCH,
                        StandingLevel.WARNED,
                        StandingLevel.PRIORITY_LOST,
                        StandingLevel.RESTRICTED);
        assertThat(record.published)
                .extracting(NotifierStanding::unfounded)
                .containsExactly(3, 4, 5, 10);
        assertThat(record.last().until()).isEqualTo(record.last().since() + 30 * DAY_MS);
        assertThat(record.last().reason()).isEqualTo("UNFOUNDED_AFTER_WARNING");
        assertThat(record.published.get(0).warnedAt()).isNull();
        assertThat(record.published.get(1).warnedAt()).isEqualTo(T0_MS + 4 * 15 * MINUTE_MS);
    }

    @Test
    void aShareOfTenIsWatchedToo() {
        many(8, UPHELD);
        many(1, UNFOUNDED);
        assertThat(record.level()).isEqualTo(StandingLevel.NORMAL);
        many(1, UNFOUNDED);
        assertThat(record.last().reason()).isEqualTo("UNFOUNDED_SHARE");
        assertThat(record.level()).isEqualTo(StandingLevel.WATCH);
    }

    @Test
    void waitingNoticesDoNotDiluteABadRecord() {
        for (int i = 0; i < 90; i++) {
            record.received("waits-" + i, tick(), true);
        }
        many(10, UNFOUNDED);
        assertThat(record.level()).isEqualTo(StandingLevel.RESTRICTED);
        assertThat(record.last().received()).isEqualTo(100);
    }

    @Test
    void aForgeryRestrictsAtOnceAndItsReversalLiftsAtOnce() {
        record.judged("n", FORGED, tick());
        assertThat(record.level()).isEqualTo(StandingLevel.RESTRICTED);
        assertThat(record.last().reason()).isEqualTo("FORGED");
        assertThat(record.last().forgedAt()).isEqualTo(nowMs);
        record.outcome("n", UPHELD, tick());
        assertThat(record.level()).isEqualTo(StandingLevel.NORMAL);
        assertThat(record.last().until()).isNull();
    }

    @Test
    void anothersReportComesToWatchAtMostAndEndsByItself() {
        long until = nowMs + 60 * DAY_MS;
        record.reported("west:r-1", until, tick());
        assertThat(record.level()).isEqualTo(StandingLevel.WATCH);
        assertThat(record.last().reason()).isEqualTo("PEER_REPORT");
        many(3, UNFOUNDED);
        assertThat(record.last().warnedAt()).as("its own three come to WATCH alone").isNull();
        many(1, UNFOUNDED);
        assertThat(record.level()).as("the fourth of its own").isEqualTo(StandingLevel.WARNED);

        TestingRecord other = new TestingRecord(ReputationRules.DEFAULTS);
        other.reported("west:r-1", until, nowMs);
        other.reached(until - 1);
        assertThat(other.level()).isEqualTo(StandingLevel.WATCH);
        other.reached(until);
        assertThat(other.level()).isEqualTo(StandingLevel.NORMAL);
        assertThat(other.account).as("nothing is kept").isNull();
    }

    @Test
    void aReportThatIsTakenBackLetsGoUnlessAnotherHolds() {
        record.reported("west:r-1", nowMs + DAY_MS, tick());
        record.reported("north:r-7", nowMs + 2 * DAY_MS, tick());
        record.reported("west:r-1", null, tick());
        assertThat(record.level()).isEqualTo(StandingLevel.WATCH);
        record.reported("north:r-7", null, tick());
        assertThat(record.level()).isEqualTo(StandingLevel.NORMAL);
        assertThat(record.account).isNull();
        record.reported("north:r-8", null, tick());
        assertThat(record.account).as("of none that is known").isNull();
    }

    @Test
    void ofManyReportsTheLastToEndAreKept() {
        for (int i = 0; i < 2 * Reputation.MOST_REPORTS; i++) {
            record.reported("west:r-" + i, nowMs + (1 + i) * DAY_MS, nowMs);
        }
        assertThat(record.account.reports())
                .hasSize(Reputation.MOST_REPORTS)
                .extracting(report -> report.signalId())
                .contains("west:r-19")
                .doesNotContain("west:r-0");
        assertThat(record.published).hasSize(1);
    }

    /** It costs no notifier that is nearly always right its trust. */
    @Test
    void aTrustedNotifierStaysTrusted() {
        many(100, UPHELD);
        assertThat(record.level()).isEqualTo(StandingLevel.TRUSTED);
        record.reported("west:r-1", nowMs + DAY_MS, tick());
        assertThat(record.level()).isEqualTo(StandingLevel.TRUSTED);
    }

    @Test
    void aRestrictionEndsAfterThirtyDaysAndTheCountsRule() {
        many(10, UNFOUNDED);
        long until = record.last().until();
        record.reached(until - 1);
        assertThat(record.level()).isEqualTo(StandingLevel.RESTRICTED);
        record.reached(until);
        assertThat(record.level()).isEqualTo(StandingLevel.PRIORITY_LOST);
        assertThat(record.last().until()).isNull();
        record.reached(until + 90 * DAY_MS);
        assertThat(record.level()).isEqualTo(StandingLevel.NORMAL);
        assertThat(record.account).isNull();
    }

    @Test
    void aReversalBelowTheShareLiftsTheRestriction() {
        many(10, UNFOUNDED);
        record.outcome("n-3", OVERTURNED, tick());
        assertThat(record.level()).isEqualTo(StandingLevel.PRIORITY_LOST);
    }

    @Test
    void trustIsEarnedAtNinetyEightPercentAndLostBelowNinetyFive() {
        many(2, OVERTURNED);
        many(97, UPHELD);
        assertThat(record.published).isEmpty();
        many(1, UPHELD);
        assertThat(record.level()).isEqualTo(StandingLevel.TRUSTED);
        many(3, OVERTURNED);
        assertThat(record.level()).isEqualTo(StandingLevel.TRUSTED);
        many(1, OVERTURNED);
        assertThat(record.level()).isEqualTo(StandingLevel.NORMAL);
    }

    @Test
    void fewErrorsOfATrustedNotifierCostNothing() {
        many(500, UPHELD);
        many(5, UNFOUNDED);
        assertThat(record.level()).isEqualTo(StandingLevel.TRUSTED);
        assertThat(record.last().warnedAt()).isNull();
    }

    @Test
    void trustNeedsAVerifiedIdentity() {
        many(150, UPHELD);
        record.received("unverified", tick(), false);
        assertThat(record.level()).isEqualTo(StandingLevel.NORMAL);
    }

    @Test
    void aNoticeCountsOnceAndItsLastOutcomeCounts() {
        for (int i = 0; i < 5; i++) {
            record.received("n", tick(), true);
            record.outcome("n", UNFOUNDED, tick());
        }
        assertThat(record.published).isEmpty();
        record.judged("m", UNFOUNDED, tick());
        record.outcome("n", UPHELD, tick());
        record.outcome("n", UNFOUNDED, nowMs - 1);
        many(1, UNFOUNDED);
        assertThat(record.published).isEmpty();
        many(1, UNFOUNDED);
        assertThat(record.last().upheld()).isEqualTo(1);
        assertThat(record.last().unfounded()).isEqualTo(3);
        assertThat(record.last().received()).isEqualTo(4);
    }

    @Test
    void anOutcomeMayComeBeforeItsNotice() {
        record.outcome("n", FORGED, nowMs);
        record.received("n", nowMs - MINUTE_MS, true);
        record.received("n", nowMs - MINUTE_MS, true);
        record.judged("m", FORGED, tick());
        assertThat(record.last().received()).isEqualTo(2);
        assertThat(record.last().forged()).isEqualTo(2);
    }

    @Test
    void whatSaysNothingCountsForNothing() {
        many(200, OTHER);
        assertThat(record.published).isEmpty();
    }

    @Test
    void aFloodIsSeenAtTheFirstNoticeTooManyAndEndsAWindowAfterTheRateFell() {
        long startMs = T0_MS - T0_MS % MINUTE_MS;
        for (int i = 0; i < 100; i++) {
            record.received("f-" + i, startMs + i, false);
        }
        assertThat(record.published).isEmpty();
        record.received("f-100", startMs + 100, false);
        assertThat(record.flooding()).isTrue();
        assertThat(record.level()).isEqualTo(StandingLevel.NORMAL);
        assertThat(Consequences.of(record.last()))
                .isEqualTo(new Consequences(false, true, false, false));
        record.reached(startMs + 20 * MINUTE_MS - 1);
        assertThat(record.flooding()).isTrue();
        record.reached(startMs + 20 * MINUTE_MS);
        assertThat(record.flooding()).isFalse();
        assertThat(record.published).hasSize(2);
    }

    @Test
    void aTrustedNotifierMaySendTenTimesAsMany() {
        many(100, UPHELD);
        long startMs = nowMs + 20 * MINUTE_MS - nowMs % MINUTE_MS;
        for (int i = 0; i < 1_000; i++) {
            record.received("f-" + i, startMs + i, true);
        }
        assertThat(record.flooding()).isFalse();
        record.received("f-1000", startMs + 1_000, true);
        assertThat(record.flooding()).isTrue();
    }

    @Test
    void beyondWhatIsRememberedNoticesStillCount() {
        ReputationRules d = ReputationRules.DEFAULTS;
        TestingRecord small =
                new TestingRecord(
                        new ReputationRules(
                                90,
                                3,
                                20,
                                10,
                                5,
                                30,
                                10,
                                50,
                                30,
                                100,
                                98,
                                95,
                                d.floodNotices(),
                                d.floodWindowMs(),
                                10,
                                4));
        for (int i = 0; i < 10; i++) {
            small.judged("n-" + i, UNFOUNDED, tick());
        }
        assertThat(small.level()).isEqualTo(StandingLevel.RESTRICTED);
        assertThat(small.last().received()).isEqualTo(10);
        assertThat(small.remembered()).isEqualTo(4);
    }

    @Test
    void noStandingTouchesMoreThanItSays() {
        assertThat(Consequences.of(null)).isEqualTo(new Consequences(true, true, true, false));
        many(3, UNFOUNDED);
        assertThat(Consequences.of(record.last()))
                .isEqualTo(new Consequences(true, true, false, false));
        many(2, UNFOUNDED);
        assertThat(Consequences.of(record.last()))
                .isEqualTo(new Consequences(false, true, false, false));
        many(5, UNFOUNDED);
        assertThat(Consequences.of(record.last()))
                .isEqualTo(new Consequences(false, false, false, true));
    }

    @Test
    void rulesThatContradictEachOtherAreRefused() {
        assertThatThrownBy(
                        () ->
                                new ReputationRules(
                                        20, 3, 20, 10, 5, 30, 10, 50, 30, 100, 98, 95, 100, 600_000,
                                        10, 10))
                .hasMessageContaining("restrictedDays: expected at most windowDays (20)");
    }

    private void many(int times, NoticeOutcome outcome) {
        for (int i = 0; i < times; i++) {
            record.judged("n-" + counter++, outcome, tick());
        }
    }

    /** So slowly that it is no flood. */
    private long tick() {
        nowMs += 15 * MINUTE_MS;
        return nowMs;
    }
}

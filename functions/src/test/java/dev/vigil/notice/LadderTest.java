package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.GRACE_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.MINUTE_MS;
import static dev.vigil.notice.TestingNotices.NOTICE;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.complete;
import static dev.vigil.notice.TestingNotices.notice;
import static dev.vigil.notice.TestingNotices.triage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.policy.TestingRights;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.NoticeCommand;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.TriageOutcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ladder: its figures, answers to it, and what it does beside telling people. */
class LadderTest {
    private static final ClockRules DISABLING = ClockRules.DEFAULTS.allowing(true, false);

    private final Ladder ladder = new Ladder(ClockRules.DEFAULTS);

    @ParameterizedTest
    @CsvSource({
        "0, 0, info, ",
        "1, 120, low, ",
        "2, 720, warning, ",
        "3, 1080, warning+, ",
        "4, 1200, major, 30",
        "5, 1320, critical, 15",
        "6, 1380, critical+, 10",
        "7, 1425, emergency, 5"
    })
    void everyLevelBeforeDueHasItsMinute(int rung, long minute, String severity, Long ack) {
        assertThat(ladder.schedule(ClockTrack.STANDARD, DAY_MS).get(rung))
                .isEqualTo(minute * MINUTE_MS);
        assertThat(ladder.of(rung).severity()).isEqualTo(severity);
        assertThat(ladder.of(rung).ackWithinMs()).isEqualTo(ack == null ? null : ack * MINUTE_MS);
    }

    @Test
    void theBreachIsToldAGraceAfterDueAndRepeated() {
        List<Long> hours =
                IntStream.range(8, 40)
                        .mapToObj(rung -> (ladder.afterDue(rung) - GRACE_MS) / HOUR_MS)
                        .toList();
        assertThat(hours)
                .startsWith(0L, 1L, 2L, 3L, 4L, 5L, 6L, 10L, 14L, 18L)
                .containsSequence(62L, 66L, 70L, 74L, 98L, 122L, 146L);
    }

    @Test
    void theLastReminderIsFoundByItsTimeHoweverLongAgoTheBreachWas() {
        long hours = 0;
        for (int rung = Ladder.BREACH; rung < 10_000; rung++) {
            long afterDueMs = hours * HOUR_MS + GRACE_MS;
            assertThat(ladder.afterDue(rung)).isEqualTo(afterDueMs);
            assertThat(ladder.lastAfterDue(afterDueMs)).isEqualTo(rung);
            assertThat(ladder.lastAfterDue(afterDueMs + HOUR_MS - 1)).isEqualTo(rung);
            hours += hours < 6 ? 1 : hours < 72 ? 4 : 24;
        }
    }

    @Test
    void aClockThatIsYearsBehindPassesNoMoreRungsThanTheLadderHas() {
        Clock run = new Clock(ladder, 0, T0_MS, List.of());
        run.arm(ClockTrack.STANDARD, DAY_MS);
        List<Integer> passed = run.passed(T0_MS + 26 * 365L * DAY_MS, false);
        assertThat(passed).startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8).hasSize(10);
        assertThat(run.state.reached()).isEqualTo(passed.get(9));
        assertThat(run.passed(T0_MS + 26 * 365L * DAY_MS, false)).isEmpty();
        assertThat(run.passed(T0_MS + 26 * 365L * DAY_MS + DAY_MS, false))
                .containsExactly(passed.get(9) + 1);
    }

    @Test
    void levelsLessThanAMinuteApartMergeUpwardsButNeverTheReceipt() {
        assertThat(ladder.schedule(ClockTrack.LIVE, 30 * MINUTE_MS).get(6)).isEqualTo(-1);
        assertThat(ladder.schedule(ClockTrack.LIVE, 30 * MINUTE_MS).get(7)).isPositive();
        List<Long> narrow = ladder.schedule(ClockTrack.DIRECTIVE, MINUTE_MS);
        assertThat(narrow.get(0)).isZero();
        assertThat(narrow.subList(1, 7)).containsOnly(-1L);
        assertThat(narrow.get(7)).isEqualTo(59_400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"E10", "E9", "E4.0", "4", "E4.1.1", ""})
    void anUnknownLevelIsRefusedByName(String level) {
        assertThatThrownBy(() -> Ladder.rung(level))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + level + "'");
    }

    @Test
    void aWorkOnTheListHasTwoHours() {
        ListEntry entry = TestingRights.entry(ListClass.IN_SCREENING);
        long noonMs = TestingRights.NOON_MS;
        OneNotice one = new OneNotice(ClockRules.DEFAULTS);
        one.facts = new Facts(List.of(entry), false, "first");
        one.nowMs = noonMs;
        one.on(NoticeInput.received(complete(NOTICE, noonMs, "a")));
        one.walk(noonMs + HOUR_MS);
        assertThat(one.levels()).containsExactly("1/E0", "1/E2");
        assertThat(one.status().dueAt()).isEqualTo(noonMs + 2 * HOUR_MS);
        assertThat(one.status().track()).isEqualTo(ClockTrack.LISTED);
        assertThat(one.status().listedWorks()).containsExactly("work-1");

        OneNotice after = new OneNotice(ClockRules.DEFAULTS);
        after.facts = one.facts;
        after.on(NoticeInput.received(complete(NOTICE, noonMs + 3 * HOUR_MS, "a")));
        assertThat(after.status().track()).as("its window is over").isEqualTo(ClockTrack.STANDARD);
    }

    @Test
    void aLevelThatNobodyAnswersIsToldAgain() {
        OneNotice one = at20Hours();
        one.walk(T0_MS + 20 * HOUR_MS + 30 * MINUTE_MS);
        assertThat(one.levels()).endsWith("1/E4", "1/E4.1");
        assertThat(one.alerts.get(one.alerts.size() - 1).alertKey()).isEqualTo("n-1/1/E4.1");
    }

    @Test
    void anAnswerThatNothingFollowsIsAskedAgainAfterItsOwnTime() {
        OneNotice one = at20Hours();
        one.acked("1/E4", T0_MS + 20 * HOUR_MS + 20 * MINUTE_MS);
        one.walk(T0_MS + 20 * HOUR_MS + 50 * MINUTE_MS - 1);
        assertThat(one.levels()).endsWith("1/E4");
        one.walk(T0_MS + 20 * HOUR_MS + 50 * MINUTE_MS);
        assertThat(one.levels()).endsWith("1/E4.1");
    }

    @Test
    void anAnswerThatIsFollowedSilencesThatLevelAndNoOther() {
        OneNotice one = at20Hours();
        one.acked("1/E4", T0_MS + 20 * HOUR_MS + 20 * MINUTE_MS);
        one.done("b", T0_MS + 20 * HOUR_MS + 25 * MINUTE_MS);
        one.walk(T0_MS + 22 * HOUR_MS);
        assertThat(one.levels()).endsWith("1/E4", "1/E5");
        assertThat(one.status().acknowledged()).containsExactly("n-1/1/E4");
        one.acked("1/E7", T0_MS + 22 * HOUR_MS);
        assertThat(one.last.status()).as("not told yet").isNull();
    }

    @Test
    void whatIsOnTheTopicIsNotToldAgainAfterAnAccident() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.adopted(1, "E0", T0_MS);
        one.adopted(1, "E2", T0_MS + 12 * HOUR_MS);
        one.jump(T0_MS + 13 * HOUR_MS);
        assertThat(one.alerts).isEmpty();
        one.walk(T0_MS + 18 * HOUR_MS);
        assertThat(one.levels()).containsExactly("1/E3");
        assertThat(one.alerts.get(0).skippedLevels()).isEmpty();
    }

    @Test
    void aBreachThatWasLostWithItsTransactionIsWrittenAgainByTheNextIncarnation() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.walk(T0_MS + DAY_MS + GRACE_MS);
        one.walk(T0_MS + DAY_MS + 2 * GRACE_MS);
        assertThat(one.breaches).as("by the same one only once").hasSize(1);
        one.facts = Facts.none("second");
        one.walk(T0_MS + DAY_MS + 3 * GRACE_MS);
        assertThat(one.breaches).hasSize(2);
        assertThat(one.breaches.get(1)).isEqualTo(one.breaches.get(0));
        one.adopted(1, "breach", T0_MS + DAY_MS);
        one.facts = Facts.none("third");
        one.walk(T0_MS + DAY_MS + HOUR_MS);
        assertThat(one.breaches).hasSize(2);
    }

    @Test
    void aLostBreachIsWrittenAgainThoughItsCorrectionIsDueAtTheSameTime() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.walk(T0_MS + DAY_MS + GRACE_MS);
        one.facts = Facts.none("second");
        one.done("a", T0_MS + DAY_MS - 1, T0_MS + DAY_MS + HOUR_MS);
        one.jump(T0_MS + DAY_MS + HOUR_MS);
        assertThat(one.corrections).hasSize(1);
        assertThat(one.breaches).hasSize(2);
    }

    @Test
    void provisionalDisableIsOffByDefault() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.walk(T0_MS + DAY_MS);
        assertThat(one.commands).isEmpty();
    }

    @Test
    void switchedOnItDisablesWhatIsOpenAQuarterOfAnHourBeforeDue() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a", "b"), DISABLING);
        one.done("a", T0_MS + HOUR_MS);
        one.walk(T0_MS + 23 * HOUR_MS + 45 * MINUTE_MS - 1);
        assertThat(one.commands).isEmpty();
        one.walk(T0_MS + DAY_MS);
        assertThat(one.commands)
                .extracting(NoticeCommand::commandId, NoticeCommand::measure)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("n-1/1/disable/b", Measure.BLOCK));
    }

    @Test
    void anIncompleteNoticeOrAFlaggedNotifierGetsNoProvisionalDisable() {
        OneNotice poor = OneNotice.of(notice(NOTICE, T0_MS, "a"), DISABLING);
        poor.on(NoticeInput.triaged(triage(NOTICE, TriageOutcome.ACCEPTED, T0_MS)));
        poor.walk(T0_MS + DAY_MS);
        assertThat(poor.commands).isEmpty();
        OneNotice flagged = OneNotice.of(complete(NOTICE, T0_MS, "a"), DISABLING);
        flagged.facts = new Facts(List.of(), true, "first");
        flagged.walk(T0_MS + DAY_MS);
        assertThat(flagged.commands).isEmpty();
        assertThat(flagged.levels()).as("the clock runs all the same").contains("1/E7");
    }

    private static OneNotice at20Hours() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a", "b"));
        one.walk(T0_MS + 20 * HOUR_MS);
        return one;
    }
}

package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.NOTICE;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.complete;
import static dev.vigil.notice.TestingNotices.joining;
import static dev.vigil.notice.TestingNotices.notice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.policy.TestingRights;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.NextStep;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeTriagedBuilder;
import dev.vigil.schema.notice.TriageOutcome;
import dev.vigil.schema.wire.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a status says, and how large it may be. */
class PublicStatusTest {
    /** As long as an id may be, three bytes a letter. */
    private static String longId(int number) {
        return "\u5e93".repeat(194) + String.format("%06d", number);
    }

    private static String[] longIds(int count) {
        return IntStream.range(0, count).mapToObj(PublicStatusTest::longId).toArray(String[]::new);
    }

    @Test
    void atTheLimitsOfAllIdsAndTextsARecordIsSmallAndCountsWhatItLeavesOut() {
        OneNotice one = new OneNotice(ClockRules.DEFAULTS);
        one.facts =
                new Facts(
                        IntStream.range(0, 1_000)
                                .mapToObj(
                                        work ->
                                                TestingRights.of(
                                                        TestingRights.entry(ListClass.FORBIDDEN),
                                                        longId(work),
                                                        longId(work)))
                                .toList(),
                        false,
                        "first");
        one.on(NoticeInput.received(complete(longId(0), T0_MS, longIds(990))));
        for (int item = 0; item < 400; item++) {
            one.done(longId(item), T0_MS + HOUR_MS);
        }
        breached(one);
        one.walk(T0_MS + 100 * DAY_MS);
        for (int level = 1; level <= 100; level++) {
            one.acked("1/E9." + level, T0_MS + 100 * DAY_MS);
        }
        one.on(
                NoticeInput.triaged(
                        NoticeTriagedBuilder.builder()
                                .noticeId(longId(0))
                                .outcome(TriageOutcome.ACCEPTED)
                                .at(T0_MS + 102 * DAY_MS)
                                .actor("chen")
                                .reason("\u5e93".repeat(5_000))
                                .build()));
        NoticeStatus status = one.status();
        assertThat(status.itemsOpen().size() + status.moreItemsOpen()).isEqualTo(590);
        assertThat(status.itemsDone().size() + status.moreItemsDone()).isEqualTo(400);
        assertThat(status.listedWorks().size() + status.moreListedWorks()).isEqualTo(1_000);
        assertThat(status.itemsOpen()).hasSizeGreaterThan(50);
        assertThat(Json.bytes(status).length).isLessThan(200_000);
        assertThat(status.acknowledged()).endsWith(longId(0) + "/1/E9.100");
        assertThat(one.alerts)
                .allMatch(alert -> Json.bytes(alert).length < 200_000)
                .allMatch(alert -> alert.itemsOpen().size() + alert.moreOpen() >= 590);
        assertThat(one.breaches)
                .singleElement()
                .matches(breach -> Json.bytes(breach).length < 200_000)
                .matches(breach -> breach.itemsOpen().size() + breach.moreOpen() == 590);
        assertThat(one.state.runs().get(0).fired()).hasSize(64);
        assertThat(one.state.runs().get(0).acknowledged().size()).isLessThanOrEqualTo(64);
    }

    /** Its record was read back: it is not looked for every few seconds any more. */
    private static void breached(OneNotice one) {
        one.walk(T0_MS + DAY_MS + 20_000);
        one.adopted(1, "breach", T0_MS + DAY_MS);
    }

    @Test
    void aLevelThatIsNoLongerKeptIsNotToldAgain() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        breached(one);
        one.walk(T0_MS + 200 * DAY_MS);
        int told = one.alerts.size();
        assertThat(told).isGreaterThan(150);
        one.adopted(1, "E0", T0_MS);
        one.adopted(1, "E9.3", T0_MS + 30 * HOUR_MS);
        assertThat(one.status().lastLevel()).isEqualTo(one.alerts.get(told - 1).level());
        one.walk(T0_MS + 201 * DAY_MS);
        assertThat(one.alerts).hasSize(told + 1).doesNotHaveDuplicates();
        one.done("a", T0_MS + 201 * DAY_MS);
        one.walk(T0_MS + 201 * DAY_MS);
        assertThat(one.resolved)
                .singleElement()
                .satisfies(
                        end ->
                                assertThat(end.firedLevels().size() + end.moreLevels())
                                        .isEqualTo(told + 1));
    }

    @Test
    void aCounteredNoticeSaysThatItIsToBeForwardedAndByWhen() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        assertThat(one.status().next()).isEqualTo(NextStep.ACT);
        assertThat(one.status().nextBy()).isEqualTo(T0_MS + DAY_MS);
        one.done("a", T0_MS + HOUR_MS);
        one.walk(T0_MS + HOUR_MS);
        assertThat(one.status().next()).isNull();
        long counteredMs = T0_MS + 2 * DAY_MS;
        one.on(
                NoticeInput.countered(
                        new CounterNotice(
                                NOTICE,
                                counteredMs,
                                List.of(),
                                null,
                                TestingNotices.completeContent())));
        assertThat(one.status().state()).isEqualTo(NoticeState.COUNTERED);
        assertThat(one.status().itemsOpen()).isEmpty();
        assertThat(one.status().next()).isEqualTo(NextStep.FORWARD_COUNTER_NOTICE);
        assertThat(one.status().nextBy()).isEqualTo(counteredMs + DAY_MS);
        one.on(
                NoticeInput.forwarded(
                        new ForwardDelivered(
                                NOTICE, true, null, null, counteredMs + HOUR_MS, null)));
        assertThat(one.status().next()).isEqualTo(NextStep.PROCEEDING);
        assertThat(one.status().nextBy()).isEqualTo(one.status().counterDueAt());
    }

    /** Nothing reminds of triage then: what is due is the takedown. */
    @Test
    void whereTriageHasNoLevelOfItsOwnANoticeWaitsForAction() {
        OneNotice usual = OneNotice.of(notice(NOTICE, T0_MS, "a"));
        assertThat(usual.status().next()).isEqualTo(NextStep.TRIAGE);
        assertThat(usual.status().nextBy()).isEqualTo(T0_MS + 2 * HOUR_MS);
        ClockRules defaults = ClockRules.DEFAULTS;
        ClockRules.Escalation ladder = defaults.escalation();
        ClockRules withoutE1 =
                new ClockRules(
                        defaults.tracks(),
                        new ClockRules.Escalation(
                                ladder.ladder().stream()
                                        .filter(rung -> !rung.level().equals("E1"))
                                        .toList(),
                                ladder.graceMs(),
                                ladder.mergeMs(),
                                ladder.provisionalDisable()),
                        defaults.handling(),
                        defaults.counter());
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"), withoutE1);
        assertThat(one.status().next()).isEqualTo(NextStep.ACT);
        assertThat(one.status().nextBy()).isEqualTo(T0_MS + DAY_MS);
    }

    @Test
    void whatIsDoneBeforeItWasTriagedWaitsForNothing() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"));
        one.done("a", T0_MS + HOUR_MS);
        one.walk(T0_MS + HOUR_MS);
        assertThat(one.status().state()).isEqualTo(NoticeState.ACTIONED);
        assertThat(one.status().next()).isNull();
        assertThat(one.status().nextBy()).isNull();
    }

    @Test
    void itemsThatARepeatAddsAreCountedWithTheirClock() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        assertThat(one.status().clocks()).isEqualTo(1);
        assertThat(one.status().itemsJoined()).isZero();
        one.on(NoticeInput.received(complete(NOTICE, T0_MS + HOUR_MS, "b", "c")));
        assertThat(one.status().clocks()).isEqualTo(2);
        assertThat(one.status().itemsJoined()).isEqualTo(2);
        one.on(NoticeInput.supplemented(joining(NOTICE, T0_MS + 2 * HOUR_MS, "d")));
        assertThat(one.status().itemsJoined()).isEqualTo(3);
    }

    @Test
    void aLookForABreachThatIsNotReadBackYetPublishesNoStatus() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.walk(T0_MS + DAY_MS + HOUR_MS / 4);
        assertThat(one.breaches).hasSize(1);
        int before = one.steps.size();
        one.walk(T0_MS + DAY_MS + HOUR_MS / 2);
        assertThat(one.steps.subList(before, one.steps.size()))
                .isNotEmpty()
                .extracting(Step::status)
                .containsOnlyNulls();
    }
}

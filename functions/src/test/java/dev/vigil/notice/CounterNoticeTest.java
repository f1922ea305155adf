package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.NOTICE;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.complete;
import static dev.vigil.notice.TestingNotices.completeContent;
import static dev.vigil.notice.TestingNotices.under;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.CounterState;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.ForwardState;
import dev.vigil.schema.notice.ItemNews;
import dev.vigil.schema.notice.LinkKind;
import dev.vigil.schema.notice.NoticeCommand;
import dev.vigil.schema.notice.NoticeContent;
import dev.vigil.schema.notice.NoticeContentBuilder;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.ProceedingDecided;
import dev.vigil.schema.notice.ProceedingFiled;
import dev.vigil.schema.notice.ProceedingKind;
import dev.vigil.schema.notice.Regime;
import dev.vigil.schema.notifier.NoticeOutcome;
import dev.vigil.schema.staydown.StayDown;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Regions FORWARD and COUNTER under both regimes, from the counter-notice to its end. */
class CounterNoticeTest {
    /** When the notice was acted on. */
    private static final long DONE_MS = T0_MS + HOUR_MS;

    private static final long COUNTERED_MS = T0_MS + 5 * DAY_MS;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Test
    void theUserHearsOfTheNoticeOrThePublicDoes() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.on(NoticeInput.forwarded(delivered(false, T0_MS + HOUR_MS)));
        assertThat(one.stands()).isEqualTo(NoticeState.FORWARDED);
        OneNotice other = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        other.on(
                NoticeInput.forwarded(
                        new ForwardDelivered(NOTICE, false, null, "web", T0_MS + HOUR_MS, true)));
        assertThat(other.status().forward()).isEqualTo(ForwardState.PUBLIC_NOTICE);
    }

    @Test
    void underTheCivilCodeItIsRestoredWhenTheNotifierStaysSilent() {
        OneNotice one = countered(Regime.CIVIL_CODE);
        assertThat(one.stands()).isEqualTo(NoticeState.COUNTERED);
        one.walk(COUNTERED_MS + 20 * DAY_MS);
        assertThat(one.commands).as("its time runs from delivery").isEmpty();
        long deliveredMs = COUNTERED_MS + 20 * DAY_MS;
        one.on(NoticeInput.forwarded(delivered(true, deliveredMs)));
        assertThat(one.status().counterDueAt()).isEqualTo(deliveredMs + 15 * DAY_MS);
        one.walk(deliveredMs + 15 * DAY_MS - 1);
        assertThat(one.commands).isEmpty();
        one.walk(deliveredMs + 15 * DAY_MS);
        assertThat(one.commands)
                .extracting(NoticeCommand::measure, NoticeCommand::itemId)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Measure.LIFT, "a"));
        assertThat(one.links).isEmpty();
        assertThat(one.stayDowns).extracting(StayDown::down).containsExactly(true, false);

        one.lifted("a", deliveredMs + 16 * DAY_MS);
        one.walk(deliveredMs + 17 * DAY_MS);
        assertThat(one.stands()).isEqualTo(NoticeState.RESTORED);
        assertThat(one.outcomes).containsExactly(NoticeOutcome.UPHELD, NoticeOutcome.OVERTURNED);
        assertThat(one.levels()).as("no new run").containsExactly("1/E0");
        one.walk(deliveredMs + 30 * DAY_MS);
        assertThat(one.state).isNull();
    }

    @Test
    void underTheCivilCodeALawsuitInTimeKeepsItDown() {
        OneNotice one = countered(Regime.CIVIL_CODE);
        one.on(NoticeInput.forwarded(delivered(true, COUNTERED_MS)));
        one.on(NoticeInput.filed(filed(ProceedingKind.LAWSUIT, COUNTERED_MS + DAY_MS, null)));
        one.walk(COUNTERED_MS + 40 * DAY_MS);
        assertThat(one.commands).isEmpty();
        one.on(
                NoticeInput.decided(
                        new ProceedingDecided(NOTICE, true, COUNTERED_MS + 40 * DAY_MS, null)));
        one.walk(COUNTERED_MS + 41 * DAY_MS);
        assertThat(one.stands()).isEqualTo(NoticeState.UPHELD);
        assertThat(one.commands).isEmpty();
    }

    @Test
    void aLawsuitThatIsLostBringsItBack() {
        OneNotice one = countered(Regime.CIVIL_CODE);
        one.on(NoticeInput.filed(filed(ProceedingKind.COMPLAINT, COUNTERED_MS + DAY_MS, null)));
        one.on(
                NoticeInput.decided(
                        new ProceedingDecided(NOTICE, false, COUNTERED_MS + 2 * DAY_MS, null)));
        one.walk(COUNTERED_MS + 2 * DAY_MS);
        assertThat(one.commands).hasSize(1);
        one.lifted("a", COUNTERED_MS + 3 * DAY_MS);
        one.walk(COUNTERED_MS + 3 * DAY_MS);
        assertThat(one.stands()).isEqualTo(NoticeState.RESTORED);
    }

    @Test
    void underThe2013RegulationItIsRestoredAtOnceAndTheNotifierBarred() {
        OneNotice one = countered(Regime.REG_2013);
        one.walk(COUNTERED_MS);
        assertThat(one.commands)
                .extracting(NoticeCommand::commandId)
                .containsExactly("n-1/1/restore/a");
        assertThat(one.links).extracting(NoticeLink::kind).containsExactly(LinkKind.BARRED);
        one.lifted("a", COUNTERED_MS + HOUR_MS);
        one.walk(COUNTERED_MS + 2 * HOUR_MS);
        assertThat(one.stands()).isEqualTo(NoticeState.RESTORED);
        assertThat(one.commands).hasSize(1);
    }

    @Test
    void underThe2013RegulationALawsuitThatIsWonTakesItDownAgain() {
        OneNotice one = countered(Regime.REG_2013);
        one.walk(COUNTERED_MS);
        one.lifted("a", COUNTERED_MS + HOUR_MS);
        one.walk(COUNTERED_MS + 2 * HOUR_MS);
        long decidedMs = COUNTERED_MS + 3 * DAY_MS;
        one.on(NoticeInput.filed(filed(ProceedingKind.LAWSUIT, COUNTERED_MS + DAY_MS, null)));
        one.on(NoticeInput.decided(new ProceedingDecided(NOTICE, true, decidedMs, null)));
        one.walk(decidedMs + 12 * HOUR_MS);
        assertThat(one.levels()).containsExactly("1/E0", "2/E0", "2/E2");
        one.done("a", decidedMs + 13 * HOUR_MS);
        one.walk(decidedMs + 13 * HOUR_MS);
        assertThat(one.stands()).isEqualTo(NoticeState.UPHELD);

        one.lifted("a", decidedMs + 20 * HOUR_MS);
        one.walk(decidedMs + 20 * HOUR_MS);
        assertThat(one.levels()).as("nobody had to lift that").endsWith("3/E0");
    }

    @Test
    void anIncompleteCounterNoticeWaitsForAWholeOne() {
        OneNotice one = acted(Regime.REG_2013);
        NoticeContent poor = NoticeContentBuilder.builder().identity("id-2").build();
        one.on(
                NoticeInput.countered(
                        new CounterNotice(NOTICE, COUNTERED_MS, null, "authorized", poor)));
        one.walk(COUNTERED_MS + DAY_MS);
        assertThat(one.status().counter()).isEqualTo(CounterState.COUNTER_INCOMPLETE);
        assertThat(one.commands).isEmpty();
        one.on(NoticeInput.countered(counter(COUNTERED_MS + DAY_MS)));
        one.walk(COUNTERED_MS + DAY_MS);
        assertThat(one.commands).hasSize(1);
    }

    /** Its topic keeps a status for 400 days. */
    @Test
    void aNoticeThatWaitsForYearsHasAStatusEachMonth() {
        OneNotice one = countered(Regime.CIVIL_CODE);
        long lastMs = one.status().asOf();
        for (int month = 1; month <= 36; month++) {
            one.walk(T0_MS + month * 30 * DAY_MS);
            assertThat(one.status().asOf()).isEqualTo(T0_MS + month * 30 * DAY_MS);
            assertThat(one.stands()).isEqualTo(NoticeState.COUNTERED);
        }
        assertThat(lastMs).isLessThan(T0_MS + 30 * DAY_MS);
        int steps = one.steps.size();
        one.walk(T0_MS + 37 * 30 * DAY_MS - 1);
        assertThat(one.steps).as("nothing between").hasSize(steps);
    }

    @Test
    void aCounterNoticeBeforeActionLeavesTheClockRunning() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.walk(T0_MS + HOUR_MS);
        one.on(NoticeInput.countered(counter(T0_MS + HOUR_MS)));
        one.walk(T0_MS + 12 * HOUR_MS);
        assertThat(one.levels()).containsExactly("1/E0", "1/E2");
    }

    @Test
    void provenDelayOfANotaryCountsInWorkingDays() {
        OneNotice one = countered(Regime.CIVIL_CODE);
        // A Thursday: fifteen days later it is a Friday.
        long deliveredMs = at("2027-02-04T10:00:00");
        one.on(NoticeInput.forwarded(delivered(true, deliveredMs)));
        assertThat(one.status().counterDueAt()).isEqualTo(at("2027-02-19T10:00:00"));
        one.on(NoticeInput.filed(filed(ProceedingKind.DELAY, deliveredMs + DAY_MS, 3)));
        assertThat(one.status().counterDueAt())
                .as("over the weekend")
                .isEqualTo(at("2027-02-24T10:00:00"));
        one.on(NoticeInput.filed(filed(ProceedingKind.DELAY, deliveredMs + 2 * DAY_MS, 200)));
        long lastMs = one.status().counterDueAt();
        assertThat(lastMs).as("twenty at most").isEqualTo(at("2027-03-19T10:00:00"));
        assertThat(Instant.ofEpochMilli(lastMs).atZone(ZONE).getDayOfWeek())
                .isEqualTo(DayOfWeek.FRIDAY);
    }

    @Test
    void whatIsFiledAfterTheNotifiersTimeIsTooLateThoughItIsReadFirst() {
        OneNotice one = countered(Regime.CIVIL_CODE);
        one.on(NoticeInput.forwarded(delivered(true, COUNTERED_MS)));
        long elapsesMs = one.status().counterDueAt();
        one.on(NoticeInput.filed(filed(ProceedingKind.LAWSUIT, elapsesMs + HOUR_MS, null)));
        assertThat(one.last.refused()).contains("in time");
        one.on(NoticeInput.filed(filed(ProceedingKind.DELAY, elapsesMs + HOUR_MS, 3)));
        assertThat(one.last.refused()).contains("a period that runs");
        one.jump(elapsesMs + DAY_MS);
        assertThat(one.commands).hasSize(1);
    }

    @Test
    void whatIsDeniedAfterTheNoticeWasWithdrawnIsNotLate() {
        OneNotice one = OneNotice.of(under(Regime.REG_2013, NOTICE, T0_MS, "a"));
        one.walk(T0_MS + HOUR_MS);
        one.on(NoticeInput.withdrawn(new NoticeWithdrawn(NOTICE, T0_MS + HOUR_MS, null)));
        one.walk(T0_MS + 2 * HOUR_MS);
        one.on(NoticeInput.countered(counter(COUNTERED_MS)));
        one.walk(COUNTERED_MS + HOUR_MS);
        assertThat(one.breaches).isEmpty();
        assertThat(one.status().clock()).isEqualTo(ClockState.STOPPED);
    }

    @Test
    void aDelayThatIsSentAgainLengthensNothing() {
        OneNotice one = countered(Regime.CIVIL_CODE);
        one.on(NoticeInput.forwarded(delivered(true, COUNTERED_MS)));
        one.on(NoticeInput.filed(filed(ProceedingKind.DELAY, COUNTERED_MS + DAY_MS, 3)));
        long elapsesMs = one.status().counterDueAt();
        one.on(NoticeInput.filed(filed(ProceedingKind.DELAY, COUNTERED_MS + DAY_MS, 3)));
        assertThat(one.last.refused()).isNull();
        assertThat(one.status().counterDueAt()).isEqualTo(elapsesMs);
    }

    @Test
    void holidaysAreNoWorkingDays() {
        WorkingDays days = new WorkingDays("Asia/Shanghai", List.of("2027-02-22"));
        assertThat(days.after(at("2027-02-19T10:00:00"), 1)).isEqualTo(at("2027-02-23T10:00:00"));
    }

    @Test
    void whatDoesNotFitIsRefusedWithAReason() {
        OneNotice one = acted(Regime.CIVIL_CODE);
        one.on(NoticeInput.forwarded(delivered(true, COUNTERED_MS)));
        assertThat(one.last.refused()).contains("counter-notice").contains("NONE");
        one.on(NoticeInput.filed(filed(ProceedingKind.LAWSUIT, COUNTERED_MS, null)));
        assertThat(one.last.refused()).contains("NONE");
        one.on(NoticeInput.filed(filed(ProceedingKind.DELAY, COUNTERED_MS, 3)));
        assertThat(one.last.refused()).contains("delay");
        one.on(NoticeInput.decided(new ProceedingDecided(NOTICE, true, COUNTERED_MS, null)));
        assertThat(one.last.refused()).contains("filed");
        one.on(
                NoticeInput.countered(
                        new CounterNotice(
                                NOTICE, COUNTERED_MS, List.of("z"), null, completeContent())));
        assertThat(one.last.refused()).contains("[z]").contains("[a]");
        one.on(NoticeInput.countered(counter(COUNTERED_MS)));
        one.on(NoticeInput.countered(counter(COUNTERED_MS)));
        assertThat(one.last.refused()).contains("another");
    }

    /** A job without state reads topics in any order, all of it ahead of the first watermark. */
    @Test
    void contentThatHadToComeBackBeginsNoClockWhereverThatIsRead() {
        long liftedMs = COUNTERED_MS + 15 * DAY_MS + 2_000;
        for (int before = 0; before <= 2; before++) {
            OneNotice one = OneNotice.of(under(Regime.CIVIL_CODE, NOTICE, T0_MS, "a"));
            one.done("a", DONE_MS);
            List<NoticeInput> answers =
                    List.of(
                            NoticeInput.countered(counter(COUNTERED_MS)),
                            NoticeInput.forwarded(delivered(true, COUNTERED_MS)));
            answers.subList(0, before).forEach(one::on);
            one.lifted("a", liftedMs);
            answers.subList(before, 2).forEach(one::on);
            one.jump(COUNTERED_MS + 40 * DAY_MS);
            assertRestoredAt(one, liftedMs, COUNTERED_MS + 15 * DAY_MS);
            assertThat(one.links).isEmpty();
        }
    }

    @Test
    void underThe2013RegulationItIsTheSame() {
        long liftedMs = COUNTERED_MS + 2_000;
        for (boolean first : new boolean[] {true, false}) {
            OneNotice one = OneNotice.of(under(Regime.REG_2013, NOTICE, T0_MS, "a"));
            one.done("a", DONE_MS);
            if (first) {
                one.lifted("a", liftedMs);
            }
            one.on(NoticeInput.countered(counter(COUNTERED_MS)));
            if (!first) {
                one.lifted("a", liftedMs);
            }
            one.jump(COUNTERED_MS + 40 * DAY_MS);
            assertRestoredAt(one, liftedMs, COUNTERED_MS);
            assertThat(one.links).extracting(NoticeLink::kind).containsExactly(LinkKind.BARRED);
        }
    }

    private static void assertRestoredAt(OneNotice one, long liftedMs, long dueMs) {
        assertThat(one.stands()).isEqualTo(NoticeState.RESTORED);
        assertThat(one.levels()).isEmpty();
        assertThat(one.breaches).isEmpty();
        assertThat(one.ends()).containsExactly(NoticeState.ACTIONED);
        assertThat(one.state.runs()).hasSize(1);
        assertThat(one.commands).as("it is back").isEmpty();
        assertThat(one.stayDowns)
                .extracting(StayDown::down, StayDown::at)
                .containsExactlyInAnyOrder(tuple(true, DONE_MS), tuple(false, dueMs));
        assertThat(one.outcomes)
                .containsExactlyInAnyOrder(NoticeOutcome.UPHELD, NoticeOutcome.OVERTURNED);
        assertThat(one.outcomeTimes).containsExactlyInAnyOrder(DONE_MS, liftedMs);
    }

    /** Removed again for another notice, and back again: neither is of this one any more. */
    @Test
    void whatBecomesOfContentThatHadToComeBackIsNoMatterOfThatNotice() {
        long liftedMs = COUNTERED_MS + 15 * DAY_MS + 2_000;
        OneNotice one = OneNotice.of(under(Regime.CIVIL_CODE, NOTICE, T0_MS, "a"));
        one.done("a", DONE_MS);
        one.lifted("a", liftedMs);
        one.done("a", liftedMs + 10 * DAY_MS);
        one.back("a", liftedMs + 20 * DAY_MS);
        one.on(NoticeInput.countered(counter(COUNTERED_MS)));
        one.on(NoticeInput.forwarded(delivered(true, COUNTERED_MS)));
        one.jump(COUNTERED_MS + 40 * DAY_MS);
        assertRestoredAt(one, liftedMs, COUNTERED_MS + 15 * DAY_MS);

        OneNotice live = countered(Regime.CIVIL_CODE);
        live.on(NoticeInput.forwarded(delivered(true, COUNTERED_MS)));
        live.walk(liftedMs);
        live.back("a", liftedMs);
        live.walk(liftedMs + DAY_MS);
        assertThat(live.stands())
                .as("found before the order is confirmed")
                .isEqualTo(NoticeState.RESTORED);
        live.lifted("a", liftedMs + DAY_MS);
        live.back("a", liftedMs + 2 * DAY_MS);
        live.walk(liftedMs + 4 * DAY_MS);
        assertThat(live.levels()).containsExactly("1/E0");
        assertThat(live.outcomes).containsExactly(NoticeOutcome.UPHELD, NoticeOutcome.OVERTURNED);
    }

    /** What did not have to come back has its clock, wherever the lawsuit is read. */
    @Test
    void aLiftWhileALawsuitIsPendingIsNoRestoration() {
        long liftedMs = COUNTERED_MS + 20 * DAY_MS;
        OneNotice one = OneNotice.of(under(Regime.CIVIL_CODE, NOTICE, T0_MS, "a"));
        one.done("a", DONE_MS);
        one.on(NoticeInput.countered(counter(COUNTERED_MS)));
        one.on(NoticeInput.forwarded(delivered(true, COUNTERED_MS)));
        one.lifted("a", liftedMs);
        one.on(NoticeInput.filed(filed(ProceedingKind.LAWSUIT, COUNTERED_MS + DAY_MS, null)));
        one.jump(liftedMs + 12 * HOUR_MS);
        assertThat(one.levels()).containsExactly("2/E2");
        assertThat(one.commands).isEmpty();
        assertThat(one.status().itemsOpen()).containsExactly("a");
    }

    @Test
    void aLiftFromBeforeTheCounterNoticeIsNoRestoration() {
        OneNotice one = OneNotice.of(under(Regime.REG_2013, NOTICE, T0_MS, "a"));
        one.done("a", DONE_MS);
        one.on(NoticeInput.countered(counter(COUNTERED_MS)));
        one.lifted("a", T0_MS + DAY_MS);
        one.done("a", T0_MS + DAY_MS + HOUR_MS);
        one.jump(COUNTERED_MS + DAY_MS);
        assertThat(one.stands()).isEqualTo(NoticeState.COUNTERED);
        assertThat(one.commands)
                .extracting(NoticeCommand::commandId)
                .containsExactly("n-1/2/restore/a");
        assertThat(one.breaches).isEmpty();
        assertThat(one.ends()).containsExactly(NoticeState.ACTIONED, NoticeState.ACTIONED);
    }

    /** Its clock has begun, and a breach was told: the counter-notice is published late. */
    @Test
    void aCounterNoticeThatIsReadLateClearsTheBreachOfContentThatHadToComeBack() {
        OneNotice one = acted(Regime.REG_2013);
        one.walk(COUNTERED_MS);
        one.lifted("a", COUNTERED_MS + 2_000);
        one.walk(COUNTERED_MS + 2 * DAY_MS);
        assertThat(one.breaches).hasSize(1);
        one.on(NoticeInput.countered(counter(COUNTERED_MS)));
        one.walk(COUNTERED_MS + 2 * DAY_MS);
        assertThat(one.corrections).singleElement().matches(BreachCorrection::cleared);
        assertThat(one.ends()).containsExactly(NoticeState.ACTIONED, NoticeState.CLEARED);
        assertThat(one.stands()).isEqualTo(NoticeState.RESTORED);
        assertThat(one.commands).isEmpty();
    }

    /** It had to come back at once: that it did may be read before any of these. */
    @Test
    void aLawsuitThatIsWonAfterARestorationTakesItDownAgainWhereverThatIsRead() {
        long decidedMs = COUNTERED_MS + 3 * DAY_MS;
        List<NoticeInput> answers =
                List.of(
                        NoticeInput.countered(counter(COUNTERED_MS)),
                        NoticeInput.filed(
                                filed(ProceedingKind.LAWSUIT, COUNTERED_MS + DAY_MS, null)),
                        NoticeInput.decided(new ProceedingDecided(NOTICE, true, decidedMs, null)));
        for (int before = 0; before <= 3; before++) {
            OneNotice one = OneNotice.of(under(Regime.REG_2013, NOTICE, T0_MS, "a"));
            one.done("a", DONE_MS);
            answers.subList(0, before).forEach(one::on);
            one.lifted("a", COUNTERED_MS + HOUR_MS);
            answers.subList(before, 3).forEach(one::on);
            one.jump(decidedMs + 12 * HOUR_MS);
            assertThat(one.levels()).as("read behind %d", before).containsExactly("2/E2");
            assertThat(one.status().dueAt()).isEqualTo(decidedMs + DAY_MS);
            assertThat(one.state.counter().state()).isEqualTo(CounterState.UPHELD);
        }
    }

    /** The removal that a decision asks for may be read before the decision. */
    @Test
    void aRemovalEndsTheRunOfADecisionWhereverItIsRead() {
        long liftedMs = COUNTERED_MS + HOUR_MS;
        long decidedMs = COUNTERED_MS + 3 * DAY_MS;
        List<NoticeInput> answers =
                List.of(
                        NoticeInput.countered(counter(COUNTERED_MS)),
                        NoticeInput.filed(
                                filed(ProceedingKind.LAWSUIT, COUNTERED_MS + DAY_MS, null)),
                        NoticeInput.decided(new ProceedingDecided(NOTICE, true, decidedMs, null)));
        for (long removedMs : new long[] {decidedMs + 5 * HOUR_MS, decidedMs + 30 * HOUR_MS}) {
            for (int before = 0; before <= 3; before++) {
                OneNotice one = OneNotice.of(under(Regime.REG_2013, NOTICE, T0_MS, "a"));
                one.done("a", DONE_MS);
                answers.subList(0, before).forEach(one::on);
                one.lifted("a", liftedMs);
                one.done("a", removedMs);
                answers.subList(before, 3).forEach(one::on);
                one.jump(decidedMs + 5 * DAY_MS);
                boolean inTime = removedMs <= decidedMs + DAY_MS;
                assertThat(one.breaches).as("read behind %d", before).hasSize(inTime ? 0 : 1);
                assertThat(one.ends())
                        .containsExactly(
                                NoticeState.ACTIONED,
                                inTime ? NoticeState.ACTIONED : NoticeState.CLOSED_LATE);
                assertThat(one.stands()).isEqualTo(NoticeState.UPHELD);
            }
        }
    }

    @Test
    void whatIsDownWhenItIsDecidedThatItStaysDownBeginsNoRun() {
        OneNotice one = countered(Regime.REG_2013);
        one.lifted("a", COUNTERED_MS + HOUR_MS);
        one.on(NoticeInput.filed(filed(ProceedingKind.LAWSUIT, COUNTERED_MS + DAY_MS, null)));
        one.done("a", COUNTERED_MS + 2 * DAY_MS);
        long decidedMs = COUNTERED_MS + 3 * DAY_MS;
        one.on(NoticeInput.decided(new ProceedingDecided(NOTICE, true, decidedMs, null)));
        one.walk(decidedMs + 3 * DAY_MS);
        assertThat(one.breaches).isEmpty();
        assertThat(one.levels()).containsExactly("1/E0");
        one.lifted("a", decidedMs + 3 * DAY_MS);
        one.walk(decidedMs + 3 * DAY_MS);
        assertThat(one.levels()).containsExactly("1/E0", "2/E0");
    }

    /** Its own time proves that the notifier's is over. */
    @Test
    void aLawsuitBehindTheRestorationIsTakenThoughTheTimerHasNotFired() {
        OneNotice one = countered(Regime.CIVIL_CODE);
        one.on(NoticeInput.forwarded(delivered(true, COUNTERED_MS)));
        long elapsesMs = one.status().counterDueAt();
        one.lifted("a", elapsesMs + HOUR_MS);
        one.on(NoticeInput.filed(filed(ProceedingKind.LAWSUIT, elapsesMs + DAY_MS, null)));
        assertThat(one.last.refused()).isNull();
        one.jump(elapsesMs + 2 * DAY_MS);
        assertThat(one.breaches).isEmpty();
        assertThat(one.state.counter().state()).isEqualTo(CounterState.PROCEEDING_FILED);
    }

    /** After a start one topic is read ahead of another, beyond the first watermark too. */
    @Test
    void whatIsDatedBehindTheNotifiersTimeDoesNotEndItBeforeTheClockIsThere() {
        OneNotice one = countered(Regime.CIVIL_CODE);
        one.on(NoticeInput.forwarded(delivered(true, COUNTERED_MS)));
        long elapsesMs = one.status().counterDueAt();
        NoticeInput answer =
                NoticeInput.acknowledged(
                        new AlertAcknowledged(
                                NOTICE, NOTICE + "/1/E0", "wang", elapsesMs + HOUR_MS, null));
        one.allRead(elapsesMs - HOUR_MS, answer);
        assertThat(one.state.counter().state()).isEqualTo(CounterState.COUNTER_FORWARDED);
        one.allRead(elapsesMs + HOUR_MS, answer);
        assertThat(one.state.counter().state()).isEqualTo(CounterState.RESTORE_DUE);
    }

    /** Its run may be undone, and the later notice would have no clock. */
    @Test
    void contentThatMayHaveToReturnCoversNoLaterNotice() {
        OneNotice one = countered(Regime.CIVIL_CODE);
        one.on(NoticeInput.forwarded(delivered(true, COUNTERED_MS)));
        long backMs = one.status().counterDueAt() + HOUR_MS;
        one.back("a", backMs);
        ItemNews again = new ItemNews(ItemNews.Kind.CLAIMED_AGAIN, "a", backMs + HOUR_MS, "n-2");
        one.on(NoticeInput.news(NOTICE, again, backMs + HOUR_MS));
        assertThat(one.links).isEmpty();
    }

    @Test
    void aLawsuitThatIsFiledBeforeTheRestorationIsConfirmedIsTaken() {
        OneNotice one = countered(Regime.REG_2013);
        one.on(NoticeInput.forwarded(delivered(true, COUNTERED_MS)));
        assertThat(one.last.refused()).isNull();
        one.walk(COUNTERED_MS + HOUR_MS);
        one.on(NoticeInput.filed(filed(ProceedingKind.LAWSUIT, COUNTERED_MS + HOUR_MS, null)));
        assertThat(one.last.refused()).isNull();
        one.lifted("a", COUNTERED_MS + 2 * HOUR_MS);
        one.walk(COUNTERED_MS + 2 * DAY_MS);
        assertThat(one.levels()).containsExactly("1/E0");
        assertThat(one.state.counter().state()).isEqualTo(CounterState.PROCEEDING_FILED);
        one.on(
                NoticeInput.decided(
                        new ProceedingDecided(NOTICE, false, COUNTERED_MS + 3 * DAY_MS, null)));
        one.walk(COUNTERED_MS + 4 * DAY_MS);
        assertThat(one.stands()).isEqualTo(NoticeState.RESTORED);
        assertThat(one.commands).hasSize(1);
    }

    private static OneNotice acted(Regime regime) {
        OneNotice one = OneNotice.of(under(regime, NOTICE, T0_MS, "a"));
        one.walk(T0_MS);
        one.done("a", DONE_MS);
        one.walk(DONE_MS);
        return one;
    }

    private static OneNotice countered(Regime regime) {
        OneNotice one = acted(regime);
        one.walk(COUNTERED_MS);
        one.on(NoticeInput.countered(counter(COUNTERED_MS)));
        return one;
    }

    private static CounterNotice counter(long receivedAtMs) {
        return new CounterNotice(NOTICE, receivedAtMs, null, "authorized", completeContent());
    }

    private static ForwardDelivered delivered(boolean counter, long atMs) {
        return new ForwardDelivered(NOTICE, counter, "user-1", "app", atMs, null);
    }

    private static ProceedingFiled filed(ProceedingKind kind, long atMs, Integer delayDays) {
        return new ProceedingFiled(NOTICE, kind, atMs, "court-1", "case-1", delayDays);
    }

    private static long at(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toInstant().toEpochMilli();
    }
}

package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.NOTICE;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.complete;
import static dev.vigil.notice.TestingNotices.incomplete;
import static dev.vigil.notice.TestingNotices.notice;
import static dev.vigil.notice.TestingNotices.supplement;
import static dev.vigil.notice.TestingNotices.triage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.TriageOutcome;
import org.junit.jupiter.api.Test;

/** T0 moves back when its run has stopped already: the run is judged again. */
class EarlierStampTest {
    @Test
    void whatWasInTimeByTheLaterStampAloneIsABreach() {
        OneNotice one = stoppedAfter(23 * HOUR_MS);
        stamped(one, T0_MS - 2 * HOUR_MS);
        one.walk(T0_MS + 2 * DAY_MS);
        assertThat(one.breaches)
                .extracting(BreachRecord::receivedAt, BreachRecord::dueAt, BreachRecord::causeCode)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                T0_MS - 2 * HOUR_MS, T0_MS + 22 * HOUR_MS, "DONE_LATE"));
        assertThat(one.stands()).isEqualTo(NoticeState.CLOSED_LATE);
        assertThat(one.resolved).as("one body under one key").hasSize(1);
    }

    @Test
    void whatIsInTimeByBothIsNone() {
        OneNotice one = stoppedAfter(HOUR_MS);
        stamped(one, T0_MS - 2 * HOUR_MS);
        one.walk(T0_MS + 2 * DAY_MS);
        assertThat(one.breaches).isEmpty();
        assertThat(one.stands()).isEqualTo(NoticeState.ACTIONED);
        assertThat(one.status().receivedAt()).isEqualTo(T0_MS - 2 * HOUR_MS);
    }

    @Test
    void aProofClearsByTheEarlierStamp() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.walk(T0_MS + DAY_MS + HOUR_MS);
        one.done("a", T0_MS + DAY_MS + HOUR_MS);
        one.walk(T0_MS + DAY_MS + HOUR_MS);
        stamped(one, T0_MS - 2 * HOUR_MS);
        one.done("a", T0_MS + 23 * HOUR_MS, T0_MS + DAY_MS + 2 * HOUR_MS);
        one.walk(T0_MS + 2 * DAY_MS);
        assertThat(one.corrections).extracting(c -> c.cleared()).containsExactly(false);
    }

    @Test
    void aReviewOfWhatASupplementBeganJudgesItAgainToo() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"));
        one.on(NoticeInput.triaged(incomplete(NOTICE, T0_MS + HOUR_MS, Element.EVIDENCE)));
        one.walk(T0_MS + 20 * HOUR_MS);
        one.on(NoticeInput.supplemented(supplement(NOTICE, T0_MS + 20 * HOUR_MS)));
        one.done("a", T0_MS + 30 * HOUR_MS);
        one.walk(T0_MS + 30 * HOUR_MS);
        assertThat(one.breaches).isEmpty();
        one.on(NoticeInput.triaged(triage(NOTICE, TriageOutcome.ACCEPTED, T0_MS + 31 * HOUR_MS)));
        one.walk(T0_MS + 32 * HOUR_MS);
        assertThat(one.breaches).extracting(BreachRecord::dueAt).containsExactly(T0_MS + DAY_MS);
    }

    @Test
    void aNoticeThatWasToBeForgottenIsJudgedFirst() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.walk(T0_MS);
        one.notFound("a", T0_MS + 23 * HOUR_MS);
        one.walk(T0_MS + DAY_MS);
        stamped(one, T0_MS - 2 * HOUR_MS);
        one.jump(T0_MS + 30 * DAY_MS);
        assertThat(one.breaches).hasSize(1);
    }

    private static OneNotice stoppedAfter(long spanMs) {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.walk(T0_MS + spanMs);
        one.done("a", T0_MS + spanMs);
        one.walk(T0_MS + spanMs);
        assertThat(one.breaches).isEmpty();
        return one;
    }

    private static void stamped(OneNotice one, long atMs) {
        one.on(NoticeInput.received(complete(NOTICE, atMs, "a")));
    }
}

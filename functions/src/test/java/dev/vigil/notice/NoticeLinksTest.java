package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.GRACE_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.MINUTE_MS;
import static dev.vigil.notice.TestingNotices.NOTIFIER;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.complete;
import static dev.vigil.notice.TestingNotices.joining;
import static dev.vigil.notice.TestingNotices.triage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.ItemNews;
import dev.vigil.schema.notice.LinkKind;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeTriaged;
import dev.vigil.schema.notice.NoticeTriagedBuilder;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.ProceedingDecided;
import dev.vigil.schema.notice.ProceedingFiled;
import dev.vigil.schema.notice.ProceedingKind;
import dev.vigil.schema.notice.TriageOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One notifier, one item, two notices: the first stands for both until it is gone. */
class NoticeLinksTest {
    private final OneNotice first = OneNotice.of(complete("n-1", T0_MS, "a"));
    private final OneNotice later = OneNotice.of(complete("n-2", T0_MS + HOUR_MS, "a", "b"));

    @Test
    void theFirstNoticeStandsForTheSameItemOfALaterOne() {
        claimedAgain("a");
        assertThat(first.links)
                .containsExactly(
                        new NoticeLink(
                                LinkKind.DUPLICATE, "n-2", "a", "n-1", T0_MS, NOTIFIER, null));
        relay();
        later.walk(T0_MS + HOUR_MS);
        assertThat(later.alerts.get(0).itemsOpen()).containsExactly("b");
        later.done("b", T0_MS + 2 * HOUR_MS);
        later.walk(T0_MS + 2 * DAY_MS);
        assertThat(later.ends()).containsExactly(NoticeState.ACTIONED);
    }

    @Test
    void coveredInAllItsItemsItIsADuplicateWithoutAClock() {
        claimedAgain("a");
        claimedAgain("b", first);
        assertThat(first.links).as("b is not the first one's").hasSize(1);
        OneNotice same = OneNotice.of(complete("n-2", T0_MS + HOUR_MS, "a"));
        same.on(NoticeInput.linked(first.links.get(0), T0_MS + HOUR_MS));
        same.walk(T0_MS + 3 * DAY_MS);
        assertThat(same.levels()).isEmpty();
        assertThat(same.ends()).containsExactly(NoticeState.DUPLICATE);
        assertThat(same.status().duplicateOf()).isEqualTo("n-1");
    }

    /** After a start its run has no number before the clock has moved. */
    @Test
    void contentThatIsBackCoversALaterNoticeBeforeItsRunHasANumber() {
        first.done("a", T0_MS + MINUTE_MS);
        first.back("a", T0_MS + 2 * MINUTE_MS);
        claimedAgain("a");
        assertThat(first.links).extracting(NoticeLink::kind).containsExactly(LinkKind.DUPLICATE);
        first.walk(T0_MS + 2 * HOUR_MS);
        first.on(NoticeInput.withdrawn(new NoticeWithdrawn("n-1", T0_MS + 2 * HOUR_MS, null)));
        assertThat(first.links)
                .extracting(NoticeLink::kind)
                .containsExactly(LinkKind.DUPLICATE, LinkKind.RELEASED);
    }

    @Test
    void theLaterOneNeverStandsForTheFirst() {
        first.on(
                NoticeInput.linked(
                        new NoticeLink(
                                LinkKind.DUPLICATE,
                                "n-1",
                                "a",
                                "n-2",
                                T0_MS + HOUR_MS,
                                NOTIFIER,
                                null),
                        T0_MS + HOUR_MS));
        assertThat(first.last.status()).isNull();
    }

    @Test
    void whenTheFirstIsWithdrawnTheDuplicatesOwnClockCounts() {
        OneNotice same = OneNotice.of(complete("n-2", T0_MS + HOUR_MS, "a"));
        claimedAgain("a");
        same.on(NoticeInput.linked(first.links.get(0), T0_MS + HOUR_MS));
        same.walk(T0_MS + 2 * HOUR_MS);
        withdrawFirst(T0_MS + 14 * HOUR_MS);
        same.on(NoticeInput.linked(first.links.get(1), T0_MS + 14 * HOUR_MS));
        same.jump(T0_MS + 14 * HOUR_MS);
        assertThat(same.levels()).containsExactly("2/E2");
        assertThat(same.alerts.get(0).skippedLevels()).containsExactly("E0");
        assertThat(same.status().dueAt()).isEqualTo(T0_MS + HOUR_MS + DAY_MS);
    }

    @Test
    void whenTheFirstIsRejectedItsItemIsOpenAgainInARunThatGoesOn() {
        claimedAgain("a");
        relay();
        later.walk(T0_MS + 2 * HOUR_MS);
        first.on(NoticeInput.triaged(triage("n-1", TriageOutcome.REJECTED, T0_MS + 3 * HOUR_MS)));
        later.on(NoticeInput.linked(first.links.get(1), T0_MS + 3 * HOUR_MS));
        assertThat(later.status().itemsOpen()).containsExactly("a", "b");
        later.done("b", T0_MS + 4 * HOUR_MS);
        later.walk(T0_MS + HOUR_MS + DAY_MS + GRACE_MS);
        assertThat(later.breaches).hasSize(1).allMatch(b -> b.itemsOpen().equals(List.of("a")));
    }

    @Test
    void whenTheFirstIsGoneAfterTheRestWasDoneTheItemGetsARunOfItsOwn() {
        claimedAgain("a");
        relay();
        later.done("b", T0_MS + 2 * HOUR_MS);
        later.walk(T0_MS + 3 * HOUR_MS);
        assertThat(later.ends()).containsExactly(NoticeState.ACTIONED);
        withdrawFirst(T0_MS + 14 * HOUR_MS);
        later.on(NoticeInput.linked(first.links.get(1), T0_MS + 14 * HOUR_MS));
        later.jump(T0_MS + 14 * HOUR_MS);
        assertThat(later.levels()).containsExactly("2/E2");
        assertThat(later.status().itemsOpen()).containsExactly("a");
        assertThat(later.status().dueAt()).isEqualTo(T0_MS + HOUR_MS + DAY_MS);
    }

    @Test
    void whatWasDoneWhileItWasCoveredGetsNoRun() {
        claimedAgain("a");
        relay();
        later.walk(T0_MS + HOUR_MS);
        later.done("b", T0_MS + 2 * HOUR_MS);
        later.walk(T0_MS + 3 * HOUR_MS);
        later.done("a", T0_MS + 4 * HOUR_MS);
        withdrawFirst(T0_MS + 5 * HOUR_MS);
        later.on(NoticeInput.linked(first.links.get(1), T0_MS + 5 * HOUR_MS));
        later.jump(T0_MS + 3 * DAY_MS);
        assertThat(later.levels()).containsExactly("1/E0");
    }

    @Test
    void aFurtherItemOfADuplicateHasItsClock() {
        OneNotice same = OneNotice.of(complete("n-2", T0_MS + HOUR_MS, "a"));
        claimedAgain("a");
        same.on(NoticeInput.linked(first.links.get(0), T0_MS + HOUR_MS));
        same.walk(T0_MS + 2 * HOUR_MS);
        same.on(NoticeInput.supplemented(joining("n-2", T0_MS + 5 * HOUR_MS, "c")));
        same.walk(T0_MS + 5 * HOUR_MS);
        assertThat(same.levels()).containsExactly("2/E0");
        assertThat(same.alerts.get(0).itemsOpen()).containsExactly("c");
        assertThat(same.stands()).isEqualTo(NoticeState.VALID);
    }

    @Test
    void aWithdrawnNoticeStaysWithdrawnWhateverIsClaimedAgain() {
        OneNotice gone = OneNotice.of(complete("n-2", T0_MS + HOUR_MS, "a"));
        gone.done("a", T0_MS + 2 * HOUR_MS);
        gone.walk(T0_MS + 2 * HOUR_MS);
        gone.on(NoticeInput.countered(restoring(T0_MS + 3 * HOUR_MS)));
        gone.on(NoticeInput.forwarded(forwarded(T0_MS + 4 * HOUR_MS)));
        gone.walk(T0_MS + 20 * DAY_MS);
        gone.lifted("a", T0_MS + 20 * DAY_MS);
        gone.on(NoticeInput.filed(lawsuit(T0_MS + 21 * DAY_MS)));
        gone.on(NoticeInput.withdrawn(new NoticeWithdrawn("n-2", T0_MS + 22 * DAY_MS, null)));
        gone.on(NoticeInput.decided(upheld(T0_MS + 23 * DAY_MS)));
        claimedAgain("a");
        gone.on(NoticeInput.linked(first.links.get(0), T0_MS + 23 * DAY_MS));
        assertThat(gone.stands()).isEqualTo(NoticeState.WITHDRAWN);
        assertThat(gone.status().itemsOpen()).as("the court's word").containsExactly("a");
    }

    @Test
    void aReleaseReopensNothingOfANoticeThatIsWithdrawnToo() {
        claimedAgain("a");
        relay();
        later.walk(T0_MS + HOUR_MS);
        later.done("b", T0_MS + 2 * HOUR_MS);
        later.on(NoticeInput.withdrawn(new NoticeWithdrawn("n-2", T0_MS + 3 * HOUR_MS, null)));
        withdrawFirst(T0_MS + 3 * HOUR_MS);
        later.on(NoticeInput.linked(first.links.get(1), T0_MS + 3 * HOUR_MS));
        later.walk(T0_MS + 3 * DAY_MS);
        assertThat(later.levels()).containsExactly("1/E0");
        assertThat(later.breaches).isEmpty();
    }

    @Test
    void calledADuplicateItKeepsWhatWasDone() {
        later.walk(T0_MS + HOUR_MS);
        later.done("a", T0_MS + HOUR_MS + 2 * DAY_MS);
        later.done("b", T0_MS + HOUR_MS + 2 * DAY_MS);
        later.on(NoticeInput.triaged(duplicate(T0_MS + HOUR_MS + 2 * DAY_MS)));
        later.jump(T0_MS + HOUR_MS + 2 * DAY_MS);
        assertThat(later.breaches).hasSize(1);
        assertThat(later.ends()).containsExactly(NoticeState.CLOSED_LATE);
    }

    @Test
    void triageMayCallItADuplicateAndMustNameTheOther() {
        later.on(NoticeInput.triaged(triage("n-2", TriageOutcome.DUPLICATE, T0_MS + HOUR_MS)));
        assertThat(later.last.refused()).contains("duplicateOf");
        later.on(NoticeInput.triaged(duplicate(T0_MS + HOUR_MS)));
        assertThat(later.stands()).isEqualTo(NoticeState.DUPLICATE);
        assertThat(later.status().clock()).isEqualTo(ClockState.VOID);
    }

    private static NoticeTriaged duplicate(long atMs) {
        return NoticeTriagedBuilder.builder()
                .noticeId("n-2")
                .outcome(TriageOutcome.DUPLICATE)
                .at(atMs)
                .actor("chen")
                .reason("again")
                .duplicateOf("n-1")
                .build();
    }

    private static CounterNotice restoring(long atMs) {
        return new CounterNotice("n-2", atMs, null, "owner", TestingNotices.completeContent());
    }

    private static ForwardDelivered forwarded(long atMs) {
        return new ForwardDelivered("n-2", true, NOTIFIER, "mail", atMs, null);
    }

    private static ProceedingFiled lawsuit(long atMs) {
        return new ProceedingFiled("n-2", ProceedingKind.LAWSUIT, atMs, null, null, null);
    }

    private static ProceedingDecided upheld(long atMs) {
        return new ProceedingDecided("n-2", true, atMs, null);
    }

    private void claimedAgain(String item) {
        claimedAgain(item, first);
    }

    private static void claimedAgain(String item, OneNotice told) {
        told.on(
                NoticeInput.news(
                        "n-1",
                        new ItemNews(ItemNews.Kind.CLAIMED_AGAIN, item, T0_MS + HOUR_MS, "n-2"),
                        T0_MS + HOUR_MS));
    }

    private void relay() {
        later.on(NoticeInput.linked(first.links.get(0), T0_MS + HOUR_MS));
    }

    private void withdrawFirst(long atMs) {
        first.on(NoticeInput.withdrawn(new NoticeWithdrawn("n-1", atMs, null)));
        assertThat(first.links).hasSize(2);
        assertThat(first.links.get(1).kind()).isEqualTo(LinkKind.RELEASED);
    }
}

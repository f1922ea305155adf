package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.ItemClaim;
import dev.vigil.schema.notice.ItemLedger;
import dev.vigil.schema.notice.ItemMark;
import dev.vigil.schema.notice.ItemMark.Kind;
import dev.vigil.schema.notice.ItemNews;
import dev.vigil.schema.notice.LinkKind;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeLink;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemBookTest {
    private ItemLedger ledger = ItemLedger.EMPTY;
    private String refused;

    @Test
    void oneConfirmationServesEveryNoticeWhicheverCameFirst() {
        claimed("n-1", "x", T0_MS);
        claimed("n-2", "y", T0_MS + 1);
        assertThat(claimed("n-1", "x", T0_MS)).as("a repeat").isEmpty();
        assertThat(confirmed(Measure.DELETE, T0_MS + HOUR_MS))
                .containsExactly("n-1 DONE", "n-2 DONE");
        assertThat(claimed("n-3", "z", T0_MS + 3)).containsExactly("n-3 DONE");
    }

    @Test
    void theProofThatThereIsNoSuchItemServesThemToo() {
        claimed("n-1", "x", T0_MS);
        assertThat(confirmed(Measure.NOT_FOUND, T0_MS)).containsExactly("n-1 NOT_FOUND");
        assertThat(claimed("n-2", "y", T0_MS)).containsExactly("n-2 NOT_FOUND");
    }

    @Test
    void anEarlierProofIsToldToAll() {
        claimed("n-1", "x", T0_MS);
        confirmed(Measure.BLOCK, T0_MS + 2 * HOUR_MS);
        assertThat(confirmed(Measure.BLOCK, T0_MS + HOUR_MS)).containsExactly("n-1 DONE");
        assertThat(ledger.marks().get(0).at()).isEqualTo(T0_MS + HOUR_MS);
    }

    @Test
    void ofAnItemThatMoreThanAThousandNoticesNameTheRestIsRefusedAndToldWhatIsKnown() {
        confirmed(Measure.BLOCK, T0_MS);
        for (int notice = 0; notice < ItemBook.MOST_CLAIMS; notice++) {
            claimed("n-" + notice, "x-" + notice, T0_MS);
            assertThat(refused).isNull();
        }
        assertThat(claimed("more", "y", T0_MS)).containsExactly("more DONE");
        assertThat(refused)
                .contains("expected no more than 1000 notices on one item")
                .contains("'more'");
        assertThat(ledger.claims()).hasSize(ItemBook.MOST_CLAIMS);
        claimed("n-7", "x-7", T0_MS);
        assertThat(refused).as("a repeat").isNull();
        assertThat(confirmed(Measure.BLOCK, T0_MS - 1)).hasSize(ItemBook.MOST_CLAIMS);
    }

    @Test
    void oneNotifierDoesNotFillAnItem() {
        for (int notice = 0; notice < ItemBook.MOST_OF_NOTIFIER; notice++) {
            claimed("n-" + notice, "x", T0_MS + notice);
            assertThat(refused).isNull();
        }
        assertThat(claimed("more", "x", T0_MS + HOUR_MS)).containsExactly("n-0 CLAIMED_AGAIN more");
        assertThat(refused).contains("50 notices on one item of one notifier").contains("'more'");
        claimed("other", "y", T0_MS + HOUR_MS);
        assertThat(refused).isNull();
        assertThat(confirmed(Measure.BLOCK, T0_MS + HOUR_MS)).contains("other DONE");
    }

    @Test
    void noticesThatAnItemJoinedDoNotFillIt() {
        for (int notice = 0; notice < ItemBook.MOST_JOINED; notice++) {
            claimed("n-" + notice, null, T0_MS);
            assertThat(refused).isNull();
        }
        claimed("more", null, T0_MS);
        assertThat(refused).contains("500 notices on one item that it joined");
        claimed("other", "y", T0_MS);
        assertThat(refused).isNull();
    }

    @Test
    void whereAnItemIsFullThoseOfLongAgoLeave() {
        for (int notice = 0; notice < ItemBook.MOST_CLAIMS; notice++) {
            claimed("n-" + notice, "x-" + notice, notice == 0 ? T0_MS + DAY_MS : T0_MS);
        }
        claimed("later", "y", T0_MS + 200 * DAY_MS);
        assertThat(refused).isNull();
        assertThat(ledger.claims()).extracting(ItemClaim::noticeId).containsExactly("n-0", "later");
    }

    @Test
    void aNotifierIsBarredOnceAndOfThemNoMoreThanAThousandAre() {
        barred("n-2", "x", T0_MS + 2);
        barred("n-1", "x", T0_MS + 1);
        barred("n-3", "x", T0_MS + 3);
        assertThat(ledger.barred()).extracting(ItemClaim::noticeId).containsExactly("n-1");
        assertThat(claimed("n-4", "x", T0_MS + 2)).contains("n-4 BARRED");
        for (int notifier = 1; notifier < ItemBook.MOST_BARRED; notifier++) {
            barred("b-" + notifier, "y-" + notifier, T0_MS);
            assertThat(refused).isNull();
        }
        barred("more", "z", T0_MS);
        assertThat(refused).contains("notifiers who may not").contains("'more'");
        assertThat(ledger.barred()).hasSize(ItemBook.MOST_BARRED);
    }

    private void barred(String notice, String notifier, long atMs) {
        NoticeLink link =
                new NoticeLink(LinkKind.BARRED, notice, "a", notice, atMs, notifier, null);
        enter(NoticeInput.linked(link, atMs));
    }

    @Test
    void aLiftEndsWhatWasProved() {
        claimed("n-1", "x", T0_MS);
        confirmed(Measure.BLOCK, T0_MS + HOUR_MS);
        assertThat(confirmed(Measure.LIFT, T0_MS + 2 * HOUR_MS)).containsExactly("n-1 LIFTED");
        assertThat(claimed("n-2", "y", T0_MS + 3 * HOUR_MS)).isEmpty();
        assertThat(confirmed(Measure.BLOCK, T0_MS + HOUR_MS))
                .as("a proof from before the lift: of no use to who came later, and not the last")
                .containsExactly("n-1 DONE", "n-1 LIFTED");
        assertThat(confirmed(Measure.BLOCK, T0_MS + 4 * HOUR_MS))
                .containsExactly("n-1 DONE", "n-2 DONE");
        assertThat(enter(NoticeInput.back(new ItemBack("a", T0_MS + 5 * HOUR_MS, "seen", null))))
                .containsExactly("n-1 BACK", "n-2 BACK");
    }

    @Test
    void aProofFromBeforeALiftIsNoneForALaterNotice() {
        claimed("n-1", "x", T0_MS);
        enter(NoticeInput.back(new ItemBack("a", T0_MS + 2 * HOUR_MS, "seen", null)));
        assertThat(confirmed(Measure.BLOCK, T0_MS + HOUR_MS))
                .containsExactly("n-1 DONE", "n-1 BACK");
        assertThat(claimed("n-2", "y", T0_MS + 3 * HOUR_MS)).isEmpty();
    }

    @Test
    void whatWasProvedAfterTheContentWasBackIsToldAgainWhenThatIsReadLater() {
        claimed("n-1", "x", T0_MS);
        confirmed(Measure.BLOCK, T0_MS + HOUR_MS);
        confirmed(Measure.BLOCK, T0_MS + 3 * HOUR_MS);
        assertThat(enter(NoticeInput.back(new ItemBack("a", T0_MS + 2 * HOUR_MS, "seen", null))))
                .containsExactly("n-1 BACK", "n-1 DONE");
        assertThat(claimed("n-2", "y", T0_MS)).containsExactly("n-2 DONE", "n-2 BACK", "n-2 DONE");
    }

    @Test
    void aNoticeThatIsReadBehindALiftKnowsThatItWasDoneBefore() {
        confirmed(Measure.BLOCK, T0_MS + HOUR_MS);
        enter(NoticeInput.back(new ItemBack("a", T0_MS + 2 * HOUR_MS, "seen", null)));
        assertThat(claimed("n-1", "x", T0_MS)).containsExactly("n-1 DONE", "n-1 BACK");
        assertThat(claimed("n-2", "y", T0_MS + 2 * HOUR_MS + 1)).isEmpty();
        confirmed(Measure.BLOCK, T0_MS + 3 * HOUR_MS);
        confirmed(Measure.LIFT, T0_MS + 4 * HOUR_MS);
        assertThat(claimed("n-3", "z", T0_MS + HOUR_MS))
                .containsExactly("n-3 DONE", "n-3 BACK", "n-3 DONE", "n-3 LIFTED");
        assertThat(claimed("n-4", "u", T0_MS + 3 * HOUR_MS))
                .as("not by what was done before it was back")
                .containsExactly("n-4 DONE", "n-4 LIFTED");
    }

    @Test
    void aProofFromBeforeALiftIsToldWithAllThatCameOfItSince() {
        claimed("n-1", "x", T0_MS);
        enter(NoticeInput.back(new ItemBack("a", T0_MS + 2 * HOUR_MS, "seen", null)));
        confirmed(Measure.BLOCK, T0_MS + 3 * HOUR_MS);
        assertThat(confirmed(Measure.BLOCK, T0_MS + HOUR_MS))
                .as("the run since it was back is done")
                .containsExactly("n-1 DONE", "n-1 BACK", "n-1 DONE");
    }

    @Test
    void ofAnItemThatIsBackAgainAndAgainTheLastTimesAreKept() {
        for (int i = 0; i < 100; i++) {
            confirmed(Measure.BLOCK, T0_MS + 2 * i);
            confirmed(Measure.LIFT, T0_MS + 2 * i + 1);
        }
        assertThat(ledger.marks()).hasSize(16);
        assertThat(ledger.marks().get(15)).isEqualTo(new ItemMark(T0_MS + 199, Kind.LIFTED));
        assertThat(ledger.marks().get(14)).isEqualTo(new ItemMark(T0_MS + 198, Kind.DONE));
    }

    @Test
    void whereARemovalFailsAgainAndAgainWhatWasDoneBeforeIsKept() {
        confirmed(Measure.BLOCK, T0_MS + HOUR_MS);
        for (int minutes = 0; minutes < 100; minutes += 5) {
            long atMs = T0_MS + 30 * HOUR_MS + minutes * 60_000L;
            enter(NoticeInput.back(new ItemBack("a", atMs, "failed", null)));
        }
        confirmed(Measure.BLOCK, T0_MS + 32 * HOUR_MS);
        assertThat(ledger.marks()).hasSizeLessThan(20);
        List<String> news = claimed("n-1", "x", T0_MS);
        assertThat(news).startsWith("n-1 DONE", "n-1 BACK").endsWith("n-1 BACK", "n-1 DONE");
        assertThat(ledger.marks().get(0).at()).isEqualTo(T0_MS + HOUR_MS);
        assertThat(ledger.marks().get(1).at()).isEqualTo(T0_MS + 30 * HOUR_MS);
    }

    @Test
    void theProofsThatAreKeptAreBoundedAndHoldTheFirstAndTheLast() {
        for (int i = 1_000; i > 0; i--) {
            confirmed(Measure.BLOCK, T0_MS + i);
        }
        confirmed(Measure.BLOCK, T0_MS + 2_000);
        assertThat(ledger.marks()).hasSizeLessThan(20);
        assertThat(ledger.marks().get(0).at()).isEqualTo(T0_MS + 1);
        assertThat(ledger.marks().get(ledger.marks().size() - 1).at()).isEqualTo(T0_MS + 2_000);
    }

    @Test
    void anItemThatJoinedHasNoNotifierAndIsClaimedAllTheSame() {
        claimed("n-1", "x", T0_MS);
        assertThat(claimed("n-2", null, T0_MS + 1)).isEmpty();
        assertThat(confirmed(Measure.DELETE, T0_MS + HOUR_MS))
                .containsExactly("n-1 DONE", "n-2 DONE");
    }

    @Test
    void theFirstByItsStampIsToldThatALaterOneClaimsTheSameWhicheverIsReadFirst() {
        claimed("n-2", "x", T0_MS + HOUR_MS);
        assertThat(claimed("n-1", "x", T0_MS)).containsExactly("n-1 CLAIMED_AGAIN n-2");
        assertThat(claimed("n-3", "x", T0_MS + HOUR_MS)).containsExactly("n-1 CLAIMED_AGAIN n-3");
        assertThat(claimed("n-4", "y", T0_MS)).as("another notifier").isEmpty();
    }

    @Test
    void aBarredNotifierIsToldSoAndNobodyElse() {
        enter(
                NoticeInput.linked(
                        new NoticeLink(LinkKind.BARRED, "n-1", "a", "n-1", T0_MS, "x", null),
                        T0_MS));
        assertThat(claimed("n-2", "x", T0_MS)).containsExactly("n-2 BARRED");
        assertThat(claimed("n-3", "y", T0_MS)).isEmpty();
        assertThat(claimed("n-4", null, T0_MS)).isEmpty();
    }

    @Test
    void aBarIsForLaterNoticesAloneThoughItIsReadFirst() {
        enter(
                NoticeInput.linked(
                        new NoticeLink(LinkKind.BARRED, "n-2", "a", "n-2", T0_MS, "x", null),
                        T0_MS));
        assertThat(claimed("n-2", "x", T0_MS)).as("the one that was restored").isEmpty();
        assertThat(claimed("n-1", "x", T0_MS - 1)).containsExactly("n-1 CLAIMED_AGAIN n-2");
        assertThat(claimed("n-3", "x", T0_MS + 1))
                .containsExactly("n-3 BARRED", "n-1 CLAIMED_AGAIN n-3");
    }

    private List<String> claimed(String notice, String notifier, long atMs) {
        return enter(NoticeInput.claimed("a", new ItemClaim(notice, notifier, atMs)));
    }

    private List<String> confirmed(Measure measure, long effectiveMs) {
        ActionConfirmed proof =
                ActionConfirmedBuilder.builder()
                        .confirmationId("c")
                        .itemId("a")
                        .measure(measure)
                        .effectiveAt(effectiveMs)
                        .evidence("proof")
                        .build();
        return enter(NoticeInput.confirmed(proof, effectiveMs));
    }

    private List<String> enter(NoticeInput input) {
        ItemBook book = new ItemBook(ledger);
        book.enter(input);
        ledger = book.ledger();
        refused = book.refused();
        return book.news().stream().map(ItemBookTest::line).toList();
    }

    private static String line(NoticeInput told) {
        ItemNews news = told.news();
        String other = news.otherNoticeId() == null ? "" : " " + news.otherNoticeId();
        return told.noticeId() + " " + news.kind() + other;
    }
}

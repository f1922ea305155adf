package dev.vigil.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.ItemClaim;
import dev.vigil.schema.notice.ItemLedger;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeTriaged;
import dev.vigil.schema.notice.NoticeTriagedBuilder;
import dev.vigil.schema.notice.TriageOutcome;
import dev.vigil.schema.wire.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Found by the benchmark: Kafka's repeats, and items that a supplement names. */
class RepeatedAndJoiningTest {
    private static final long T0 = 1_800_000_000_000L;

    @Test
    void anItemThatASupplementNamesIsToldOfItsProof() {
        ItemBook claimed = new ItemBook(ItemLedger.EMPTY);
        claimed.enter(NoticeInput.claimed("item-2", new ItemClaim("n-1", null, T0)));
        ItemBook confirmed = new ItemBook(claimed.ledger());
        ActionConfirmed proof =
                ActionConfirmedBuilder.builder()
                        .confirmationId("c-1")
                        .itemId("item-2")
                        .measure(Measure.DELETE)
                        .effectiveAt(T0 + 1_000)
                        .build();
        confirmed.enter(NoticeInput.confirmed(proof, T0 + 1_000));

        assertThat(confirmed.news()).singleElement().matches(news -> news.noticeId().equals("n-1"));
    }

    @Test
    void whatNoRecordCouldHoldDoesNotJoin() {
        OneNotice one = OneNotice.of(TestingNotices.complete("n-1", T0, "item-1"));
        for (int i = 0; i < 10; i++) {
            String long200 = "x".repeat(190) + "-" + i;
            String[] items =
                    IntStream.range(0, 1_000)
                            .mapToObj(n -> long200 + "-" + n)
                            .toArray(String[]::new);
            one.on(NoticeInput.supplemented(TestingNotices.joining("n-1", T0 + i, items)));
        }
        assertThat(one.last.refused()).contains("file another notice");
        assertThat(one.status().itemsOpen().size() + one.status().moreItemsOpen())
                .as("what joined")
                .isBetween(2_000, 4_000);
        assertThat(Json.bytes(one.status()).length).isLessThan(200_000);
    }

    @Test
    void whatNoRecordCouldHoldIsNoNotice() {
        String[] items =
                IntStream.range(0, 10_000)
                        .mapToObj(n -> "y".repeat(190) + "-" + n)
                        .toArray(String[]::new);
        assertThatThrownBy(() -> TestingNotices.complete("n-1", T0, items))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("file another notice");
    }

    @Test
    void theSameDecisionAgainIsNotRefused() {
        NoticeMachine machine = new NoticeMachine(ClockRules.DEFAULTS);
        Facts facts = Facts.none("test");
        NoticeReceived notice =
                NoticeReceivedBuilder.builder()
                        .noticeId("n-1")
                        .receivedAt(T0)
                        .notifier("studio")
                        .works(List.of())
                        .items(List.of(new NoticeItem("item-1", null)))
                        .build();
        NoticeTriaged incomplete =
                NoticeTriagedBuilder.builder()
                        .noticeId("n-1")
                        .outcome(TriageOutcome.INCOMPLETE)
                        .at(T0 + 1_000)
                        .actor("li")
                        .reason("no evidence")
                        .missing(List.of(Element.EVIDENCE))
                        .build();
        Step opened = machine.opened(NoticeInput.received(notice), facts);
        Step once = machine.on(opened.next(), NoticeInput.triaged(incomplete), facts);
        Step twice = machine.on(once.next(), NoticeInput.triaged(incomplete), facts);

        assertThat(once.refused()).isNull();
        assertThat(twice.refused()).isNull();
        assertThat(twice.next()).isEqualTo(once.next());
    }
}

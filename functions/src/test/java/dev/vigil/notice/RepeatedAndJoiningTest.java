package dev.vigil.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.event.ActionConfirmed;
import dev.vigil.schema.event.Element;
import dev.vigil.schema.event.Measure;
import dev.vigil.schema.event.NoticeItem;
import dev.vigil.schema.event.NoticeReceived;
import dev.vigil.schema.event.NoticeTriaged;
import dev.vigil.schema.event.TriageOutcome;
import dev.vigil.schema.flow.NoticeInput;
import dev.vigil.schema.state.ItemClaim;
import dev.vigil.schema.state.ItemLedger;
import java.util.List;
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
                new ActionConfirmed("c-1", "item-2", Measure.DELETE, T0 + 1_000, null, null);
        confirmed.enter(NoticeInput.confirmed(proof, T0 + 1_000));

        assertThat(confirmed.news()).singleElement().matches(news -> news.noticeId().equals("n-1"));
    }

    @Test
    void theSameDecisionAgainIsNotRefused() {
        NoticeMachine machine = new NoticeMachine(ClockRules.DEFAULTS);
        Facts facts = Facts.none("test");
        NoticeReceived notice =
                new NoticeReceived(
                        "n-1",
                        null,
                        T0,
                        "studio",
                        List.of(),
                        List.of(new NoticeItem("item-1", null)),
                        null);
        NoticeTriaged incomplete =
                new NoticeTriaged(
                        "n-1",
                        TriageOutcome.INCOMPLETE,
                        T0 + 1_000,
                        "li",
                        "no evidence",
                        List.of(Element.EVIDENCE),
                        null,
                        null,
                        null,
                        null);
        Step opened = machine.opened(NoticeInput.received(notice), facts);
        Step once = machine.on(opened.next(), NoticeInput.triaged(incomplete), facts);
        Step twice = machine.on(once.next(), NoticeInput.triaged(incomplete), facts);

        assertThat(once.refused()).isNull();
        assertThat(twice.refused()).isNull();
        assertThat(twice.next()).isEqualTo(once.next());
    }
}

package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.NOTICE;
import static dev.vigil.notice.TestingNotices.NOTIFIER;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.complete;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.ItemClaim;
import dev.vigil.schema.notice.ItemLedger;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeState;
import org.junit.jupiter.api.Test;

/** An item and its notice: proofs and findings come later than what happened after them. */
class ProofsOutOfOrderTest {
    private final OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
    private ItemLedger ledger = ItemLedger.EMPTY;

    ProofsOutOfOrderTest() {
        enter(NoticeInput.claimed("a", new ItemClaim(NOTICE, NOTIFIER, T0_MS)));
    }

    @Test
    void aProofFromBeforeALiftClearsTheRunBeforeIt() {
        one.walk(T0_MS + DAY_MS + HOUR_MS);
        done(T0_MS + DAY_MS + HOUR_MS);
        one.walk(T0_MS + DAY_MS + HOUR_MS);
        back(T0_MS + DAY_MS + 2 * HOUR_MS);
        done(T0_MS + 20 * HOUR_MS);
        one.walk(T0_MS + DAY_MS + 3 * HOUR_MS);
        assertThat(one.corrections).extracting(c -> c.cleared()).containsExactly(false, true);
        assertThat(one.status().itemsOpen()).as("the run since the lift").containsExactly("a");
    }

    @Test
    void aProofThatIsReadBehindTheLiftDoesNotHideThatTheContentIsBack() {
        one.walk(T0_MS + HOUR_MS);
        back(T0_MS + 30 * HOUR_MS);
        done(T0_MS + 20 * HOUR_MS);
        one.walk(T0_MS + 43 * HOUR_MS);
        assertThat(one.breaches).isEmpty();
        assertThat(one.ends()).containsExactly(NoticeState.ACTIONED);
        assertThat(one.levels()).containsExactly("1/E0", "2/E0", "2/E2");
        assertThat(one.status().dueAt()).isEqualTo(T0_MS + 54 * HOUR_MS);
    }

    @Test
    void aFindingThatIsReadBehindTheNextProofOpensARunThatIsDone() {
        done(T0_MS + 5 * HOUR_MS);
        one.walk(T0_MS + 6 * HOUR_MS);
        done(T0_MS + 20 * HOUR_MS);
        back(T0_MS + 10 * HOUR_MS);
        one.walk(T0_MS + 5 * DAY_MS);
        assertThat(one.breaches).isEmpty();
        assertThat(one.ends()).containsExactly(NoticeState.ACTIONED, NoticeState.ACTIONED);
        assertThat(one.resolved.get(1).stoppedAt()).isEqualTo(T0_MS + 20 * HOUR_MS);
    }

    private void done(long effectiveMs) {
        ActionConfirmed proof =
                ActionConfirmedBuilder.builder()
                        .confirmationId("c")
                        .itemId("a")
                        .measure(Measure.BLOCK)
                        .effectiveAt(effectiveMs)
                        .build();
        enter(NoticeInput.confirmed(proof, Math.max(one.nowMs, effectiveMs)));
    }

    private void back(long atMs) {
        enter(NoticeInput.back(new ItemBack("a", atMs, "seen", null)));
    }

    private void enter(NoticeInput input) {
        ItemBook book = new ItemBook(ledger);
        book.enter(input);
        ledger = book.ledger();
        book.news().forEach(one::on);
    }
}

package dev.vigil.flink.notice;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.ItemClaim;
import dev.vigil.schema.notice.NoticeInput;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ItemsTest {
    private KeyedOneInputStreamOperatorTestHarness<String, NoticeInput, NoticeInput> items;

    @BeforeEach
    void open() throws Exception {
        items =
                TestingOperators.keyed(
                        new ItemsFunction(), NoticeInput::itemId, Types.STRING, null);
    }

    @AfterEach
    void close() throws Exception {
        items.close();
    }

    @Test
    void theLedgerOutlivesARestore() throws Exception {
        claimed("n-1");
        var snapshot = items.snapshot(1, 1);
        items.close();
        items =
                TestingOperators.keyed(
                        new ItemsFunction(), NoticeInput::itemId, Types.STRING, snapshot);
        confirmed(T0_MS);
        assertThat(out(items)).extracting(NoticeInput::noticeId).containsExactly("n-1");
    }

    @Test
    void aNoticeBeyondTheLimitOfAnItemIsADeadLetter() throws Exception {
        for (int notice = 0; notice < 50; notice++) {
            claimed("n-" + notice);
        }
        assertThat(dead(items)).isEmpty();
        claimed("one-more");
        assertThat(dead(items))
                .singleElement()
                .matches(letter -> letter.reason().equals("ITEM_FULL"))
                .matches(letter -> letter.key().equals("a"))
                .matches(letter -> letter.message().contains("'one-more'"));
    }

    @Test
    void anItemThatNobodyTouchesIsForgottenByOneTimer() throws Exception {
        claimed("n-1");
        confirmed(T0_MS + DAY_MS);
        assertThat(items.numEventTimeTimers()).isEqualTo(1);
        items.processWatermark(T0_MS + 200 * DAY_MS);
        assertThat(stateEntries(items)).as("touched a day later").isEqualTo(1);
        assertThat(items.numEventTimeTimers()).isEqualTo(1);
        items.processWatermark(T0_MS + 201 * DAY_MS);
        assertThat(stateEntries(items)).isZero();
        assertThat(items.numEventTimeTimers()).isZero();
    }

    private void claimed(String notice) throws Exception {
        ItemClaim claim = new ItemClaim(notice, "x", T0_MS);
        items.processElement(NoticeInput.claimed("a", claim), T0_MS);
    }

    private void confirmed(long atMs) throws Exception {
        ActionConfirmed proof =
                ActionConfirmedBuilder.builder()
                        .confirmationId("c")
                        .itemId("a")
                        .measure(Measure.DELETE)
                        .effectiveAt(atMs)
                        .build();
        items.processElement(NoticeInput.confirmed(proof, atMs), atMs);
    }
}

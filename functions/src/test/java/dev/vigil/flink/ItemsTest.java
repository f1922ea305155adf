package dev.vigil.flink;

import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.event.ActionConfirmed;
import dev.vigil.schema.event.Measure;
import dev.vigil.schema.flow.NoticeInput;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ItemsTest {
    private KeyedOneInputStreamOperatorTestHarness<String, NoticeInput, NoticeInput> items;

    @BeforeEach
    void open() throws Exception {
        items = TestingOperators.keyed(new Items(), NoticeInput::itemId, Types.STRING, null);
    }

    @AfterEach
    void close() throws Exception {
        items.close();
    }

    @Test
    void oneConfirmationServesEveryNoticeWhicheverCameFirst() throws Exception {
        opened("n-1", T0_MS);
        opened("n-2", T0_MS + 1);
        opened("n-1", T0_MS + 2);
        assertThat(out(items)).isEmpty();
        confirmed(Measure.DELETE, T0_MS + HOUR_MS);
        assertThat(notices()).containsExactly("n-1", "n-2");
        opened("n-3", T0_MS + 3);
        assertThat(out(items))
                .containsExactly(NoticeInput.itemDone("n-3", "a", T0_MS + HOUR_MS, T0_MS + 3));
    }

    @Test
    void anEarlierProofIsToldToAllThatWereOpened() throws Exception {
        opened("n-1", T0_MS);
        confirmed(Measure.BLOCK, T0_MS + 2 * HOUR_MS);
        opened("n-2", T0_MS);
        out(items);
        confirmed(Measure.BLOCK, T0_MS + HOUR_MS);
        assertThat(notices()).containsExactly("n-1", "n-2");
        confirmed(Measure.BLOCK, T0_MS + 3 * HOUR_MS);
        out(items);
        opened("n-3", T0_MS);
        assertThat(out(items))
                .extracting(NoticeInput::effectiveAt)
                .containsExactly(T0_MS + HOUR_MS);
    }

    @Test
    void aLiftProvesNothingAndEndsWhatWasProved() throws Exception {
        opened("n-1", T0_MS);
        confirmed(Measure.LIFT, T0_MS);
        assertThat(out(items)).isEmpty();
        confirmed(Measure.BLOCK, T0_MS + HOUR_MS);
        assertThat(notices()).containsExactly("n-1");

        confirmed(Measure.LIFT, T0_MS + 2 * HOUR_MS);
        opened("n-2", T0_MS + 3 * HOUR_MS);
        confirmed(Measure.BLOCK, T0_MS + HOUR_MS);
        assertThat(out(items)).as("a repeat of the proof before the lift").isEmpty();
        confirmed(Measure.BLOCK, T0_MS + 4 * HOUR_MS);
        assertThat(notices()).containsExactly("n-1", "n-2");
    }

    @Test
    void theLedgerOutlivesARestore() throws Exception {
        opened("n-1", T0_MS);
        var snapshot = items.snapshot(1, 1);
        items.close();
        items = TestingOperators.keyed(new Items(), NoticeInput::itemId, Types.STRING, snapshot);
        confirmed(Measure.MUTE, T0_MS);
        assertThat(notices()).containsExactly("n-1");
    }

    private List<String> notices() {
        return out(items).stream().map(NoticeInput::noticeId).toList();
    }

    private void opened(String noticeId, long timeMs) throws Exception {
        items.processElement(NoticeInput.itemOpen(noticeId, "a", timeMs), timeMs);
    }

    private void confirmed(Measure measure, long effectiveMs) throws Exception {
        ActionConfirmed proof = new ActionConfirmed("c", "a", measure, effectiveMs, null, null);
        items.processElement(NoticeInput.confirmed(proof, effectiveMs), effectiveMs);
    }
}

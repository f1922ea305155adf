package dev.vigil.flink.notice;

import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.complete;
import static dev.vigil.notice.TestingNotices.completeContent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.flink.TestingOperators;
import dev.vigil.notice.ClockRules;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeWithdrawn;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a confirmation to the topic of outcomes, through starts with and without state. */
class NoticeOutcomesTest {
    private static final long DONE_MS = T0_MS + HOUR_MS;
    private static final long PUBLISHED_MS = T0_MS - DAY_MS;
    private static final NoticeReceived NOTICE = complete("n-1", T0_MS, "a");

    private KeyedOneInputStreamOperatorTestHarness<String, NoticeInput, NoticeInput> items;
    private KeyedBroadcastOperatorTestHarness<String, NoticeInput, ListInput, EscalationAlert>
            clock;

    @BeforeEach
    void start() throws Exception {
        start(null, null);
    }

    @AfterEach
    void close() throws Exception {
        items.close();
        clock.close();
    }

    @Test
    void oneConfirmationNamesTheAccountToEveryNoticeOnTheItem() throws Exception {
        give(NoticeInput.received(NOTICE));
        watermark(T0_MS);
        give(confirmed("u-1"));
        watermark(DONE_MS);
        assertThat(outcomes())
                .extracting(
                        ItemOutcome::noticeId,
                        ItemOutcome::accountId,
                        ItemOutcome::publishedAt,
                        ItemOutcome::itemKind,
                        ItemOutcome::effectiveAt)
                .containsExactly(tuple("n-1", "u-1", PUBLISHED_MS, "video", DONE_MS));
        give(NoticeInput.received(complete("n-2", DONE_MS + HOUR_MS, "a")));
        watermark(DONE_MS + HOUR_MS);
        assertThat(outcomes())
                .extracting(ItemOutcome::noticeId, ItemOutcome::accountId)
                .containsExactly(tuple("n-2", "u-1"));
    }

    @Test
    void nothingIsPublishedTwiceAfterARestart() throws Exception {
        give(NoticeInput.received(NOTICE));
        give(confirmed("u-1"));
        watermark(DONE_MS);
        assertThat(outcomes()).hasSize(1);
        OperatorSubtaskState itemsState = items.snapshot(1, 1);
        OperatorSubtaskState clockState = clock.snapshot(1, 1);
        close();
        start(itemsState, clockState);
        give(confirmed("u-1"));
        watermark(DONE_MS + HOUR_MS);
        assertThat(outcomes()).isEmpty();
    }

    @Test
    void whatWasNotPublishedBeforeAFailureIsPublishedBehindIt() throws Exception {
        give(NoticeInput.received(NOTICE));
        watermark(T0_MS);
        give(confirmed("u-1"));
        OperatorSubtaskState itemsState = items.snapshot(1, 1);
        OperatorSubtaskState clockState = clock.snapshot(1, 1);
        close();
        start(itemsState, clockState);
        watermark(DONE_MS);
        assertThat(outcomes()).hasSize(1);
    }

    /** Else an offence that has fallen would count again until the next record is read. */
    @Test
    void aStartWithoutStatePublishesTheLastOneAgainAndNoneBeforeIt() throws Exception {
        List<NoticeInput> log =
                List.of(
                        NoticeInput.received(NOTICE),
                        confirmed("u-1"),
                        NoticeInput.countered(
                                new CounterNotice(
                                        "n-1",
                                        DONE_MS + HOUR_MS,
                                        List.of("a"),
                                        null,
                                        completeContent())),
                        NoticeInput.withdrawn(
                                new NoticeWithdrawn("n-1", DONE_MS + DAY_MS, "a mistake")));
        List<ItemOutcome> published = new ArrayList<>();
        for (NoticeInput input : log) {
            give(input);
            watermark(input.time());
            published.addAll(outcomes());
        }
        assertThat(published)
                .extracting(ItemOutcome::outcome)
                .startsWith(ItemOutcomeKind.ACTED)
                .endsWith(ItemOutcomeKind.WITHDRAWN);
        close();
        start(null, null);
        for (NoticeInput input : log) {
            give(input);
        }
        assertThat(outcomes()).isEmpty();
        watermark(DONE_MS + 2 * DAY_MS);
        assertThat(outcomes()).containsExactly(published.get(published.size() - 1));
    }

    private static NoticeInput confirmed(String account) {
        return NoticeInput.confirmed(
                new ActionConfirmed(
                        "c-1",
                        "a",
                        Measure.DELETE,
                        DONE_MS,
                        null,
                        null,
                        null,
                        account,
                        PUBLISHED_MS,
                        "video",
                        null,
                        null),
                DONE_MS);
    }

    private void start(OperatorSubtaskState itemsState, OperatorSubtaskState clockState)
            throws Exception {
        items =
                TestingOperators.keyed(
                        new ItemsFunction(), NoticeInput::itemId, Types.STRING, itemsState);
        clock =
                TestingOperators.broadcast(
                        new NoticeClockFunction(ClockRules.DEFAULTS),
                        NoticeInput::noticeId,
                        Types.STRING,
                        1,
                        0,
                        clockState);
        clock.processBroadcastWatermark(Long.MAX_VALUE);
    }

    private void give(NoticeInput input) throws Exception {
        for (NoticeInput part : NoticeOperators.parts(input)) {
            if (part.itemId() == null) {
                clock.processElement(part, Long.MIN_VALUE);
            } else {
                items.processElement(part, Long.MIN_VALUE);
                for (NoticeInput news : TestingOperators.out(items)) {
                    clock.processElement(news, Long.MIN_VALUE);
                }
            }
        }
    }

    /** And the next one: what falls due by a watermark is published by the one behind it. */
    private void watermark(long timeMs) throws Exception {
        for (long atMs = timeMs; atMs <= timeMs + 1; atMs++) {
            items.processWatermark(atMs);
            clock.processWatermark(atMs);
        }
    }

    private List<ItemOutcome> outcomes() {
        return side(clock, NoticeClockFunction.ITEM_OUTCOMES);
    }
}

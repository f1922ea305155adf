package dev.vigil.desk.act;

import static dev.vigil.desk.act.TestingDesk.HANDLER;
import static dev.vigil.desk.act.TestingDesk.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.act.ListActs;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.Answer;
import dev.vigil.schema.address.Parallelism;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEffective;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.list.ListReader;
import dev.vigil.schema.list.ListWindow;
import dev.vigil.schema.list.WindowType;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeStatusBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An order is answered by the first record after it, by the order of topics and not of clocks. */
class AnsweredOrdersTest {
    private static final long TEN_MIN = 600_000;

    private static final int WIDEST = Parallelism.MOST;

    @TempDir private Path folder;

    private TestingDesk desk;

    private void begin(TestingStores kind) {
        desk = new TestingDesk(kind.open(folder));
        desk.send(
                EventType.NOTICE_RECEIVED,
                "n-1",
                NoticeReceivedBuilder.builder()
                        .noticeId("n-1")
                        .channel("form")
                        .receivedAt(T0)
                        .notifier("studio")
                        .items(List.of(new NoticeItem("item-1", null)))
                        .build());
        status(T0, NoticeState.RECEIVED);
        desk.read();
    }

    private void status(long asOf, NoticeState state) {
        desk.send(
                EventType.NOTICE_STATUS,
                "n-1",
                NoticeStatusBuilder.builder()
                        .noticeId("n-1")
                        .generation(1)
                        .state(state)
                        .notifier("studio")
                        .receivedAt(T0)
                        .dueAt(T0 + 86_400_000)
                        .asOf(asOf)
                        .remainingMs(T0 + 86_400_000 - asOf)
                        .itemsOpen(List.of("item-1"))
                        .itemsDone(List.of())
                        .listedWorks(List.of())
                        .build());
    }

    /** Of a job whose clock is ten minutes behind. */
    private void late(Runnable answer) {
        desk.now -= TEN_MIN;
        answer.run();
        desk.now += TEN_MIN;
    }

    private String triaged() {
        String request = desk.request();
        Answer answer =
                desk.post(
                        HANDLER,
                        "/notice/{id}/triage",
                        "n-1",
                        Map.of(
                                "request",
                                request,
                                "as_of",
                                String.valueOf(T0),
                                "generation",
                                "1",
                                "outcome",
                                "ACCEPTED"));
        assertThat(answer).isInstanceOf(Answer.Elsewhere.class);
        return request;
    }

    private NoticeState answer(String request) {
        PlacedOrder order = desk.order(request);
        assertThat(order.state()).isEqualTo(OrderState.TAKEN);
        return ((NoticeStatus) order.answer().record()).state();
    }

    /** The planted fault: answers by time are those of later clocks alone. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void anAnswerOfAClockThatIsBehindIsOne(TestingStores kind) {
        begin(kind);
        String request = triaged();
        desk.sendOrders();
        desk.now += 20_000;
        late(() -> status(T0 + 1, NoticeState.VALID));
        desk.read();
        assertThat(answer(request)).isEqualTo(NoticeState.VALID);
    }

    /** The planted fault: the answer is what the notice is now. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void theAnswerStaysWhatItWas(TestingStores kind) {
        begin(kind);
        String request = triaged();
        desk.sendOrders();
        desk.now += 100;
        status(T0 + 1, NoticeState.VALID);
        desk.now += 3_600_000;
        status(T0 + 3_600_000, NoticeState.WITHDRAWN);
        desk.read();
        assertThat(answer(request)).isEqualTo(NoticeState.VALID);
    }

    /** The planted fault: a desk that is behind takes what it has not read for an answer. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatWasThereBeforeTheOrderIsNoAnswer(TestingStores kind) {
        begin(kind);
        String request = triaged();
        // Of a clock that is ahead, and read after the order.
        desk.now += TEN_MIN;
        status(T0 + 1, NoticeState.INCOMPLETE);
        desk.now -= TEN_MIN;
        desk.sendOrders();
        desk.read();
        assertThat(desk.order(request).state()).isEqualTo(OrderState.SENT);
        late(() -> status(T0 + 2, NoticeState.VALID));
        desk.read();
        assertThat(answer(request)).isEqualTo(NoticeState.VALID);
    }

    /** The planted fault: the first fifty about the notice are read, of whatever time. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aRefusalIsFoundBehindManyOfOtherTimes(TestingStores kind) {
        begin(kind);
        String request = triaged();
        desk.sendOrders();
        for (int n = 1; n <= 360; n++) {
            letter(T0 - n);
        }
        desk.read();
        assertThat(desk.order(request).state()).isEqualTo(OrderState.SENT);
        letter(T0);
        desk.read();
        assertThat(desk.order(request).state()).isEqualTo(OrderState.REFUSED);
    }

    /** Of the clock, which knows the notice and the time alone. */
    private void letter(long timeMs) {
        String id = "notice-clock/n-1/" + timeMs;
        desk.send(
                Topic.NOTICE_DEAD_LETTERS,
                EventType.DEAD_LETTER,
                id,
                new DeadLetter(
                        id,
                        "",
                        -1,
                        timeMs,
                        "notice-clock",
                        "LATE",
                        "expected",
                        "n-1",
                        new byte[0],
                        null));
    }

    /** Of a row that an older desk has sent it is not known where the topics ended. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void anOlderOrderIsAnsweredByTime(TestingStores kind) {
        begin(kind);
        String request = triaged();
        desk.sendOrders();
        try (Handle handle = desk.store.handle()) {
            handle.execute("update outbox set answered_from = null");
        }
        late(() -> status(T0 + 1, NoticeState.INCOMPLETE));
        desk.now += 100;
        status(T0 + 2, NoticeState.VALID);
        desk.now += 100;
        status(T0 + 3, NoticeState.WITHDRAWN);
        desk.read();
        assertThat(answer(request)).isEqualTo(NoticeState.VALID);
    }

    /** The planted fault: the page of a notice fails, and so does the deletion of what is old. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatAnotherVersionHasOrderedIsShownAsSent(TestingStores kind) {
        begin(kind);
        for (String other :
                List.of(
                        "topic = 'another'",
                        "headers = replace(headers, 'triaged', 'another')",
                        "body = rec_key")) {
            String request = triaged();
            desk.sendOrders();
            desk.read();
            try (Handle handle = desk.store.handle()) {
                handle.execute("update outbox set " + other + " where id = ?", request);
            }
            assertThat(desk.order(request).state()).as(other).isEqualTo(OrderState.SENT);
        }
    }

    /**
     * The planted fault: the first 300 records are read, of tasks that answer at once. Each job is
     * as wide as any may be, and a second media job has answered before them.
     */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aListIsInForceOnceAllOfManyTasksHaveAnswered(TestingStores kind) {
        begin(kind);
        String request = published();
        desk.sendOrders();
        desk.now += 100;
        for (int task = 0; task < WIDEST - 1; task++) {
            effective(ListReader.JUDGE, task);
            effective(ListReader.JUDGE, task);
            effective(ListReader.NOTICE_CLOCK, task);
        }
        desk.read();
        assertThat(desk.order(request).state()).isEqualTo(OrderState.SENT);
        effective(ListReader.JUDGE, WIDEST - 1);
        desk.read();
        assertThat(desk.order(request).state()).isEqualTo(OrderState.TAKEN);
    }

    private String published() {
        String request = desk.request();
        ListEntry entry =
                ListEntryBuilder.builder()
                        .entryId("ban-1")
                        .version(1)
                        .listId("film")
                        .issuedAt(T0)
                        .listClass(ListClass.IN_SCREENING)
                        .authority("bureau")
                        .workId("the-film")
                        .titles(List.of("The Film"))
                        .windows(
                                List.of(
                                        new ListWindow(
                                                WindowType.THEATRICAL,
                                                "2026-11-01T00:00:00",
                                                "2026-12-24T00:00:00",
                                                "Asia/Shanghai")))
                        .build();
        try (Handle handle = desk.store.handle()) {
            ActDesk.put(
                    handle,
                    "publish",
                    request,
                    "oidc:qian",
                    desk.now,
                    ListActs.publish(entry, desk.now),
                    null);
        }
        return request;
    }

    private void effective(ListReader reader, int task) {
        desk.send(
                EventType.LIST_EFFECTIVE,
                "ban-1/1/" + reader + "/" + task + "/" + WIDEST,
                new ListEffective(
                        "ban-1", 1, false, "ban-1", reader, task, WIDEST, desk.now, desk.now));
    }
}

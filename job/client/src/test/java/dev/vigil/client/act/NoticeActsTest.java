package dev.vigil.client.act;

import static dev.vigil.client.act.TestingFacts.NOW_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.ForwardState;
import dev.vigil.schema.notice.NoticeHeld;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.notice.NoticeTriaged;
import dev.vigil.schema.notice.NoticeTriagedBuilder;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.ProceedingDecided;
import dev.vigil.schema.notice.ProceedingFiled;
import dev.vigil.schema.notice.ProceedingKind;
import dev.vigil.schema.notice.TriageOutcome;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NoticeActsTest {
    private static final long AHEAD_MS = NOW_MS + 6 * 60_000;

    private final TestingFacts known = new TestingFacts().filed("n-1", "clip-1", "clip-2");

    private interface Doing {
        Act on(ActFacts known, String noticeId, long atMs) throws IOException;
    }

    private record Case(String name, Topic topic, EventType type, Doing doing) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** All that is done to a notice that was filed. */
    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "triage",
                        Topic.NOTICES,
                        EventType.NOTICE_TRIAGED,
                        (known, id, at) -> NoticeActs.triage(known, accepted(id, at), NOW_MS)),
                new Case(
                        "supplement",
                        Topic.NOTICES,
                        EventType.NOTICE_SUPPLEMENTED,
                        (known, id, at) -> NoticeActs.supplement(known, brought(id, at), NOW_MS)),
                new Case(
                        "forward",
                        Topic.NOTICES,
                        EventType.FORWARD_DELIVERED,
                        (known, id, at) -> NoticeActs.forward(known, delivered(id, at), NOW_MS)),
                new Case(
                        "counter",
                        Topic.COUNTER_NOTICES,
                        EventType.COUNTER_NOTICE,
                        (known, id, at) -> NoticeActs.counter(known, counter(id, at), NOW_MS)),
                new Case(
                        "proceeding filed",
                        Topic.PROCEEDINGS,
                        EventType.PROCEEDING_FILED,
                        (known, id, at) ->
                                NoticeActs.proceedingFiled(known, filed(id, at), NOW_MS)),
                new Case(
                        "proceeding decided",
                        Topic.PROCEEDINGS,
                        EventType.PROCEEDING_DECIDED,
                        (known, id, at) ->
                                NoticeActs.proceedingDecided(
                                        known, new ProceedingDecided(id, true, at, "d"), NOW_MS)),
                new Case(
                        "hold",
                        Topic.NOTICES,
                        EventType.NOTICE_HELD,
                        (known, id, at) -> NoticeActs.hold(known, held(id, at, false), NOW_MS)),
                new Case(
                        "withdraw",
                        Topic.NOTICES,
                        EventType.NOTICE_WITHDRAWN,
                        (known, id, at) ->
                                NoticeActs.withdraw(
                                        known, new NoticeWithdrawn(id, at, null), NOW_MS)));
    }

    private static NoticeTriaged accepted(String noticeId, long at) {
        return NoticeTriaged.of(noticeId, TriageOutcome.ACCEPTED, at, "li", null);
    }

    private static NoticeSupplemented brought(String noticeId, long at) {
        List<NoticeItem> items = List.of(new NoticeItem("clip-3", null));
        return new NoticeSupplemented(noticeId, at, List.of(), items, null);
    }

    private static ForwardDelivered delivered(String noticeId, long at) {
        return new ForwardDelivered(noticeId, false, "user/1", "mail", at, null);
    }

    private static CounterNotice counter(String noticeId, long at, String... items) {
        return new CounterNotice(noticeId, at, List.of(items), "owner", null);
    }

    private static ProceedingFiled filed(String noticeId, long at) {
        return new ProceedingFiled(noticeId, ProceedingKind.LAWSUIT, at, "court", "7", null);
    }

    private static NoticeHeld held(String noticeId, long at, boolean resumes) {
        return new NoticeHeld(noticeId, at, resumes, "order-1", null);
    }

    private static NoticeStatus status(ClockState clock, ForwardState forward) {
        return GoldenEvent.of(EventType.NOTICE_STATUS, NoticeStatus.class)
                .with()
                .noticeId("n-1")
                .clock(clock)
                .forward(forward)
                .build();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theRecordIsOfTheNoticeAndItsTime(Case one) throws Exception {
        Act act = one.doing().on(known, "n-1", NOW_MS - 1_000);

        assertThat(act.topic()).isEqualTo(one.topic());
        assertThat(act.type()).isEqualTo(one.type());
        assertThat(act.key()).isEqualTo("n-1");
        assertThat(act.timeMs()).isEqualTo(NOW_MS - 1_000);
        assertThat(act.answers()).containsExactly("n-1");
        assertThat(act.body()).isInstanceOf(one.type().data());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void oneThatWasNotFiledIsRefused(Case one) {
        assertThatThrownBy(() -> one.doing().on(known, "n-9", NOW_MS))
                .isInstanceOf(ActRefused.class)
                .hasMessage(
                        "NOTICE: expected the id of a filed notice, got 'n-9'; see vigil notice"
                                + " list");
    }

    /** The job refuses it too; what clocks of machines differ is let in. */
    @ParameterizedTest
    @MethodSource("cases")
    void aTimeThatLiesAheadIsRefused(Case one) throws Exception {
        assertThatThrownBy(() -> one.doing().on(known, "n-1", AHEAD_MS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a time that is past")
                .hasMessageEndingWith("the notice job refuses a future time, correct it");
        assertThat(one.doing().on(known, "n-1", NOW_MS + 60_000).timeMs())
                .isEqualTo(NOW_MS + 60_000);
    }

    @Test
    void aNewNoticeHasANewId() throws Exception {
        NoticeReceived notice =
                NoticeReceivedBuilder.builder()
                        .noticeId("n-2")
                        .receivedAt(NOW_MS)
                        .notifier("studio")
                        .works(List.of())
                        .items(List.of(new NoticeItem("clip-1", null)))
                        .build();

        assertThat(NoticeActs.file(known, notice, NOW_MS))
                .isEqualTo(
                        new Act(
                                Topic.NOTICES,
                                EventType.NOTICE_RECEIVED,
                                "n-2",
                                NOW_MS,
                                notice,
                                List.of("n-2")));
        NoticeReceived again = notice.with().noticeId("n-1").build();
        assertThatThrownBy(() -> NoticeActs.file(known, again, NOW_MS))
                .isInstanceOf(ActRefused.class)
                .hasMessage(
                        "NOTICE: expected a new id, got 'n-1', which was filed before; see vigil"
                                + " notice show n-1");
        NoticeReceived ahead = notice.with().receivedAt(AHEAD_MS).build();
        assertThatThrownBy(() -> NoticeActs.file(known, ahead, NOW_MS))
                .hasMessageStartingWith("--received: expected a time that is past");
        long longAgo = NOW_MS - Duration.ofDays(201).toMillis();
        NoticeReceived old = notice.with().receivedAt(longAgo).build();
        assertThatThrownBy(() -> NoticeActs.file(known, old, NOW_MS))
                .hasMessageStartingWith("--received: expected a time of the last 200 days");
    }

    @Test
    void aDuplicateIsOfANoticeThatWasFiled() throws Exception {
        NoticeTriaged duplicate =
                NoticeTriagedBuilder.builder()
                        .noticeId("n-1")
                        .outcome(TriageOutcome.DUPLICATE)
                        .at(NOW_MS)
                        .actor("li")
                        .duplicateOf("n-0")
                        .build();

        assertThatThrownBy(() -> NoticeActs.triage(known, duplicate, NOW_MS))
                .isInstanceOf(ActRefused.class)
                .hasMessageContaining("got 'n-0'");
        known.filed("n-0", "clip-1");
        assertThat(NoticeActs.triage(known, duplicate, NOW_MS).body()).isEqualTo(duplicate);
    }

    @Test
    void whatIsDeclinedOrDisputedAreItemsOfTheNotice() throws Exception {
        NoticeTriaged declined =
                accepted("n-1", NOW_MS)
                        .with()
                        .outcome(TriageOutcome.DECLINED)
                        .itemIds(List.of("clip-1", "clip-9"))
                        .build();

        assertThatThrownBy(() -> NoticeActs.triage(known, declined, NOW_MS))
                .isInstanceOf(ActRefused.class)
                .hasMessage("--item: expected items of n-1, got 'clip-9'; it has clip-1, clip-2");
        assertThatThrownBy(
                        () -> NoticeActs.counter(known, counter("n-1", NOW_MS, "clip-9"), NOW_MS))
                .isInstanceOf(ActRefused.class)
                .hasMessageStartingWith("--item: expected items of n-1, got 'clip-9'");
        assertThat(NoticeActs.counter(known, counter("n-1", NOW_MS, "clip-2"), NOW_MS).key())
                .isEqualTo("n-1");
    }

    @Test
    void aSupplementBringsSomething() {
        NoticeSupplemented nothing =
                new NoticeSupplemented("n-1", NOW_MS, List.of(), List.of(), "mail-1");
        assertThatThrownBy(() -> NoticeActs.supplement(known, nothing, NOW_MS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--brings: expected what the supplement brings");
    }

    @Test
    void theUserGetsANoticeOnce() throws Exception {
        known.status(status(ClockState.RUNNING, ForwardState.FORWARDED));

        assertThatThrownBy(() -> NoticeActs.forward(known, delivered("n-1", NOW_MS), NOW_MS))
                .isInstanceOf(ActRefused.class)
                .hasMessage(
                        "NOTICE: expected one that the user does not have yet, got 'n-1', which is"
                                + " FORWARDED; for a counter-notice add --counter");
        ForwardDelivered toNotifier =
                new ForwardDelivered("n-1", true, "studio", null, NOW_MS, null);
        assertThat(NoticeActs.forward(known, toNotifier, NOW_MS).body()).isEqualTo(toNotifier);
    }

    @Test
    void onlyAClockThatRunsPausesAndOnlyOneThatIsPausedGoesOn() throws Exception {
        known.status(status(ClockState.RUNNING, ForwardState.PENDING));
        assertThat(NoticeActs.hold(known, held("n-1", NOW_MS, false), NOW_MS).key())
                .isEqualTo("n-1");
        assertThatThrownBy(() -> NoticeActs.hold(known, held("n-1", NOW_MS, true), NOW_MS))
                .isInstanceOf(ActRefused.class)
                .hasMessage(
                        "NOTICE: expected one whose clock is PAUSED, got 'n-1', whose clock is"
                                + " RUNNING; see vigil notice show n-1");
        known.status(status(ClockState.PAUSED, ForwardState.PENDING));
        assertThatThrownBy(() -> NoticeActs.hold(known, held("n-1", NOW_MS, false), NOW_MS))
                .hasMessageContaining("expected one whose clock is RUNNING");
    }
}

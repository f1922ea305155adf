package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.NOTICE;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.inquiry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.staydown.StayDown;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An authority's order: what is to be handed over are items of a notice (D1). */
class DirectivesTest {
    private static final long HOUR_MS = 3_600_000;
    private static final long DUE_MS = T0_MS + 24 * HOUR_MS;
    private static final String PREFIX = "directive:" + NOTICE + ":";

    private static OneNotice ordered() {
        return OneNotice.of(
                inquiry(NOTICE, T0_MS, null, "names", "addresses", "logs"),
                ClockRules.DEFAULTS.allowing(true, true));
    }

    @Test
    void theClockEndsOnlyWithTheLastThingThatIsHandedOver() {
        OneNotice one = ordered();
        one.done(PREFIX + 1, T0_MS + HOUR_MS);
        one.done(PREFIX + 3, T0_MS + 2 * HOUR_MS);
        one.walk(DUE_MS + HOUR_MS);
        assertThat(one.alerts).extracting(EscalationAlert::level).contains("E0", "E7", "E8");
        assertThat(one.alerts).allMatch(alert -> alert.track() == ClockTrack.DIRECTIVE);
        assertThat(one.breaches)
                .singleElement()
                .satisfies(
                        breach -> {
                            assertThat(breach.dueAt()).isEqualTo(DUE_MS);
                            assertThat(breach.itemsOpen()).containsExactly(PREFIX + 2);
                        });
        assertThat(one.commands).as("nothing of it can be disabled").isEmpty();
    }

    @Test
    void whatIsHandedOverInTimeIsNoOffenceAndDoesNotStayDown() {
        OneNotice one = ordered();
        for (int n = 1; n <= 3; n++) {
            one.done(PREFIX + n, T0_MS + n * HOUR_MS);
        }
        one.walk(DUE_MS + HOUR_MS);
        assertThat(one.breaches).isEmpty();
        assertThat(one.resolved)
                .singleElement()
                .matches(end -> end.stoppedAt() == T0_MS + 3 * HOUR_MS);
        assertThat(one.stayDowns).isEmpty();
        assertThat(outcomes(one)).isEmpty();
    }

    @Test
    void contentOfAnOrderIsRemovedAsThatOfANotice() {
        NoticeReceived order =
                inquiry(NOTICE, T0_MS, null, "names")
                        .with()
                        .items(List.of(new NoticeItem("clip", null)))
                        .build();
        OneNotice one = OneNotice.of(order);
        one.done("clip", T0_MS + HOUR_MS);
        one.done(PREFIX + 1, T0_MS + HOUR_MS);
        one.walk(DUE_MS);
        assertThat(one.stayDowns).extracting(StayDown::itemId).containsExactly("clip");
        assertThat(outcomes(one)).extracting(ItemOutcome::itemId).containsExactly("clip");
    }

    @Test
    void withoutATimeItHasADayFromItsFirstStampInAnyOrder() {
        NoticeReceived later = inquiry(NOTICE, T0_MS, null, "names");
        NoticeReceived earlier = inquiry(NOTICE, T0_MS - HOUR_MS, null, "names");
        for (List<NoticeReceived> read :
                List.of(List.of(later, earlier), List.of(earlier, later))) {
            OneNotice one = OneNotice.of(read.get(0));
            one.on(NoticeInput.received(read.get(1)));
            one.walk(DUE_MS + HOUR_MS);
            assertThat(one.breaches)
                    .extracting(BreachRecord::dueAt)
                    .containsExactly(DUE_MS - HOUR_MS);
        }
    }

    /** A mail gateway sends an order a second time without what it asks for. */
    @Test
    void theTimeThatTheAuthorityGaveIsKeptWhateverARepeatLacks() {
        long givenMs = T0_MS + 2 * HOUR_MS;
        NoticeReceived order = ofAClip(inquiry(NOTICE, T0_MS, givenMs, "names"));
        NoticeReceived repeat = order.with().receivedAt(T0_MS - HOUR_MS).dueAt(null).build();
        for (NoticeReceived lacking : List.of(repeat, repeat.withDirective(null))) {
            OneNotice one = OneNotice.of(order);
            one.on(NoticeInput.received(lacking));
            one.walk(DUE_MS + HOUR_MS);
            assertThat(one.breaches).extracting(BreachRecord::dueAt).containsExactly(givenMs);
        }
    }

    @Test
    void aRepeatThatIsNoOrderMovesTheDayOfOneWithoutATime() {
        NoticeReceived order = ofAClip(inquiry(NOTICE, T0_MS, null, "names"));
        OneNotice one = OneNotice.of(order);
        one.on(
                NoticeInput.received(
                        order.with().receivedAt(T0_MS - HOUR_MS).directive(null).build()));
        one.walk(DUE_MS + HOUR_MS);
        assertThat(one.breaches).extracting(BreachRecord::dueAt).containsExactly(DUE_MS - HOUR_MS);
    }

    private static NoticeReceived ofAClip(NoticeReceived order) {
        return order.withItems(List.of(new NoticeItem("clip", null)));
    }

    @Test
    void theLawAsksNothingOfItsForm() {
        assertThat(Completeness.missing(inquiry(NOTICE, T0_MS, null, "names"))).isEmpty();
    }

    private static List<ItemOutcome> outcomes(OneNotice one) {
        return new NoticeMachine(ClockRules.DEFAULTS).publishOutcomes(one.state).itemOutcomes();
    }
}

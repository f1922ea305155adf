package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.NOTICE;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ItemNews;
import dev.vigil.schema.notice.NoticeCase;
import dev.vigil.schema.notice.NoticeHeld;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.Run;
import org.junit.jupiter.api.Test;

class PausedRunTest {
    private static final Facts FACTS = Facts.none("test");

    private final NoticeMachine machine =
            new NoticeMachine(ClockRules.DEFAULTS.allowing(false, true));

    /** The clock stands at 6 h; 30 h after receipt the item is done, and 18 h are left. */
    @Test
    void whatIsDoneWhileTheClockStandsIsNoBreach() {
        NoticeCase known =
                machine.opened(
                                NoticeInput.received(TestingNotices.notice(NOTICE, T0_MS, "a")),
                                FACTS)
                        .next();
        known = machine.due(known, T0_MS, FACTS).next();
        NoticeHeld held = new NoticeHeld(NOTICE, T0_MS + 6 * HOUR_MS, false, "order", null);
        known = machine.on(known, NoticeInput.held(held), FACTS).next();
        long doneAt = T0_MS + 30 * HOUR_MS;
        ItemNews done = new ItemNews(ItemNews.Kind.DONE, "a", doneAt, null);
        known = machine.on(known, NoticeInput.news(NOTICE, done, doneAt), FACTS).next();

        Step step = machine.due(known, doneAt + 1, FACTS);

        assertThat(step.breaches()).isEmpty();
        Run run = step.next().runs().get(0);
        assertThat(run.clock()).isEqualTo(ClockState.STOPPED);
        assertThat(run.dueAt()).isEqualTo(T0_MS + DAY_MS + 24 * HOUR_MS);
    }

    @Test
    void aHoldAfterDueUndoesNoBreachThoughItIsReadFirst() {
        OneNotice one =
                OneNotice.of(
                        TestingNotices.complete(NOTICE, T0_MS, "a"),
                        ClockRules.DEFAULTS.allowing(false, true));
        one.walk(T0_MS);
        long heldAt = T0_MS + DAY_MS + HOUR_MS;
        one.on(NoticeInput.held(new NoticeHeld(NOTICE, heldAt, false, "order", null)));
        one.jump(heldAt + HOUR_MS);
        assertThat(one.breaches)
                .singleElement()
                .satisfies(breach -> assertThat(breach.dueAt()).isEqualTo(T0_MS + DAY_MS));
    }
}

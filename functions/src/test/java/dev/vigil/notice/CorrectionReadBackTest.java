package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.GRACE_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.NOTICE;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.notice.Adopted;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.ItemNews;
import dev.vigil.schema.notice.NoticeCase;
import dev.vigil.schema.notice.NoticeInput;
import org.junit.jupiter.api.Test;

/**
 * A job without state finds a breach and its correction on the topic, before it knows of either.
 */
class CorrectionReadBackTest {
    private static final Facts FACTS = Facts.none("this start");

    private final NoticeMachine machine = new NoticeMachine(ClockRules.DEFAULTS);

    @Test
    void aCorrectionOnTheTopicIsNotWrittenAgain() {
        assertThat(rebuilt(adopted("E8"), adopted("breach"), adopted("breach/cleared")))
                .satisfies(step -> assertThat(step.breaches()).isEmpty())
                .satisfies(step -> assertThat(step.corrections()).isEmpty());
    }

    @Test
    void oneThatIsNotThereIsWritten() {
        Step step = rebuilt(adopted("E8"), adopted("breach"), adopted("breach/closed-late"));
        assertThat(step.breaches()).isEmpty();
        assertThat(step.corrections())
                .singleElement()
                .satisfies(correction -> assertThat(correction.cleared()).isTrue());
    }

    @Test
    void oneThatWasReadBackIsKnownAsSeen() {
        Step step = rebuilt(adopted("E8"), adopted("breach"), adopted("breach/cleared"));
        assertThat(step.next().runs())
                .singleElement()
                .satisfies(run -> assertThat(run.correctionSeen()).isTrue())
                .satisfies(
                        run ->
                                assertThat(run.correction())
                                        .extracting(BreachCorrection::cleared)
                                        .isEqualTo(true));
        assertThat(step.next().adopted()).isEmpty();
    }

    /** A notice answered in time; then what stands on the topics, then the clock far past due. */
    private Step rebuilt(NoticeInput... published) {
        NoticeCase known =
                machine.opened(
                                NoticeInput.received(TestingNotices.notice(NOTICE, T0_MS, "item")),
                                FACTS)
                        .next();
        ItemNews done = new ItemNews(ItemNews.Kind.DONE, "item", T0_MS + HOUR_MS, null);
        known = machine.on(known, NoticeInput.news(NOTICE, done, T0_MS + DAY_MS), FACTS).next();
        for (NoticeInput found : published) {
            known = machine.on(known, found, FACTS).next();
        }
        return machine.due(known, T0_MS + DAY_MS + 2 * GRACE_MS, FACTS);
    }

    private static NoticeInput adopted(String what) {
        return NoticeInput.adopted(NOTICE, new Adopted(1, what, T0_MS + DAY_MS));
    }
}

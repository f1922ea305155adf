package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.MINUTE_MS;
import static dev.vigil.notice.TestingNotices.NOTICE;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.complete;
import static dev.vigil.notice.TestingNotices.completeContent;
import static dev.vigil.notice.TestingNotices.incomplete;
import static dev.vigil.notice.TestingNotices.joining;
import static dev.vigil.notice.TestingNotices.triage;
import static dev.vigil.notice.TestingNotices.under;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.ItemNews;
import dev.vigil.schema.notice.ItemOrigin;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeTriagedBuilder;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.ProceedingDecided;
import dev.vigil.schema.notice.ProceedingFiled;
import dev.vigil.schema.notice.ProceedingKind;
import dev.vigil.schema.notice.Regime;
import dev.vigil.schema.notice.TriageOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What became of each item, and when. */
class ItemOutcomesTest {
    private static final long DONE_MS = T0_MS + HOUR_MS;
    private static final long LATER_MS = T0_MS + 5 * HOUR_MS;
    private static final ItemOrigin ORIGIN = new ItemOrigin("u-1", T0_MS - DAY_MS, "video");

    private final NoticeMachine machine = new NoticeMachine(ClockRules.DEFAULTS);
    private final OneNotice one = new OneNotice(machine);

    @Test
    void aMeasureThatTookEffectNamesWhoseItemItWas() {
        received("a", "b");
        done("a", DONE_MS, ORIGIN);
        assertThat(published())
                .containsExactly(
                        new ItemOutcome(
                                NOTICE,
                                "a",
                                "u-1",
                                T0_MS - DAY_MS,
                                "video",
                                "work-1",
                                ItemOutcomeKind.ACTED,
                                DONE_MS,
                                DONE_MS,
                                1));
        assertThat(published()).isEmpty();
    }

    @Test
    void whoseItIsMayBeNamedLater() {
        received("a");
        done("a", DONE_MS, null);
        assertThat(published()).extracting(ItemOutcome::accountId).containsOnlyNulls();
        done("a", DONE_MS + 1, ORIGIN);
        assertThat(published())
                .extracting(ItemOutcome::accountId, ItemOutcome::effectiveAt)
                .containsExactly(tuple("u-1", DONE_MS));
    }

    @Test
    void anEarlierProofMovesIt() {
        received("a");
        done("a", DONE_MS, ORIGIN);
        published();
        done("a", DONE_MS - 1, ORIGIN);
        assertThat(published()).extracting(ItemOutcome::effectiveAt).containsExactly(DONE_MS - 1);
    }

    /** It is to be removed again, and no measure is taken back by that. */
    @Test
    void contentThatIsBackByItselfChangesNothingThoughItIsRemovedAgain() {
        received("a");
        done("a", DONE_MS, ORIGIN);
        published();
        one.back("a", LATER_MS);
        one.walk(LATER_MS);
        assertThat(published()).isEmpty();
        done("a", LATER_MS + HOUR_MS, ORIGIN);
        assertThat(published())
                .extracting(ItemOutcome::outcome, ItemOutcome::at, ItemOutcome::effectiveAt)
                .isEmpty();
    }

    @Test
    void whatItsUserDeletesBehindTheMeasureWasNoMistake() {
        received("a", "b");
        done("a", DONE_MS, ORIGIN);
        published();
        one.back("a", LATER_MS);
        one.walk(LATER_MS);
        gone("a", LATER_MS + HOUR_MS);
        gone("b", LATER_MS + HOUR_MS);
        assertThat(published())
                .as("a is what it was, b was never acted on")
                .extracting(ItemOutcome::itemId, ItemOutcome::outcome)
                .containsExactly(tuple("b", ItemOutcomeKind.DECLINED));
    }

    /** The run of the first measure has left by then. */
    @Test
    void howeverOftenItIsBackTheFirstMeasureCounts() {
        received("a");
        one.on(NoticeInput.supplemented(joining(NOTICE, T0_MS, "b")));
        List<ItemOutcome> all = new ArrayList<>();
        for (int run = 0; run < WorkingCase.KEPT_RUNS + 10; run++) {
            long atMs = DONE_MS + run * HOUR_MS;
            done("b", atMs, ORIGIN);
            all.addAll(published());
            one.walk(atMs);
            one.back("b", atMs + MINUTE_MS);
            one.walk(atMs + MINUTE_MS);
        }
        assertThat(one.state.runs().get(1).generation()).isGreaterThan(2);
        assertThat(all).extracting(ItemOutcome::effectiveAt).containsExactly(DONE_MS);
    }

    @Test
    void aRefusalOfTheNoticeIsOneOfEachItem() {
        received("a", "b");
        done("a", DONE_MS, ORIGIN);
        published();
        one.on(NoticeInput.triaged(rejected().forged(true).build()));
        assertThat(published())
                .extracting(ItemOutcome::itemId, ItemOutcome::outcome, ItemOutcome::effectiveAt)
                .containsExactly(
                        tuple("a", ItemOutcomeKind.FORGED, DONE_MS),
                        tuple("b", ItemOutcomeKind.FORGED, null));
        one.on(NoticeInput.triaged(rejected().manifestlyUnfounded(true).build()));
        assertThat(kinds()).containsExactly(ItemOutcomeKind.UNFOUNDED, ItemOutcomeKind.UNFOUNDED);
        one.on(NoticeInput.triaged(rejected().build()));
        assertThat(kinds()).containsExactly(ItemOutcomeKind.DECLINED, ItemOutcomeKind.DECLINED);
        one.on(NoticeInput.triaged(triage(NOTICE, TriageOutcome.ACCEPTED, LATER_MS + 1)));
        assertThat(kinds()).as("the refusal was a mistake").contains(ItemOutcomeKind.ACTED);
    }

    @Test
    void aNoticeThatIsWithdrawnTakesItsItemsBack() {
        received("a");
        done("a", DONE_MS, ORIGIN);
        published();
        one.on(NoticeInput.withdrawn(new NoticeWithdrawn(NOTICE, LATER_MS, "a mistake")));
        assertThat(published())
                .extracting(ItemOutcome::outcome, ItemOutcome::at, ItemOutcome::effectiveAt)
                .containsExactly(tuple(ItemOutcomeKind.WITHDRAWN, LATER_MS, DONE_MS));
    }

    @Test
    void aNoticeThatWasNeverCompleteIsNoGroundAndWasNoneForWhatWasNotDone() {
        received("a", "b");
        done("a", DONE_MS, ORIGIN);
        published();
        one.on(NoticeInput.triaged(incomplete(NOTICE, T0_MS + 10 * MINUTE_MS, Element.EVIDENCE)));
        assertThat(published())
                .extracting(ItemOutcome::itemId, ItemOutcome::outcome)
                .containsExactly(tuple("a", ItemOutcomeKind.DECLINED));
    }

    @Test
    void aPersonDeclinesAnItem() {
        received("a", "b");
        one.on(
                NoticeInput.triaged(
                        NoticeTriagedBuilder.builder()
                                .noticeId(NOTICE)
                                .outcome(TriageOutcome.DECLINED)
                                .at(LATER_MS)
                                .actor("chen")
                                .reason("a parody")
                                .itemIds(List.of("b"))
                                .build()));
        assertThat(published())
                .extracting(ItemOutcome::itemId, ItemOutcome::outcome, ItemOutcome::at)
                .containsExactly(tuple("b", ItemOutcomeKind.DECLINED, LATER_MS));
    }

    @Test
    void aCounterNoticeDisputesUntilItIsDecided() {
        one.on(NoticeInput.received(under(Regime.CIVIL_CODE, NOTICE, T0_MS, "a", "b")));
        one.walk(T0_MS);
        done("a", DONE_MS, ORIGIN);
        done("b", DONE_MS, ORIGIN);
        published();
        countered("a");
        assertThat(published())
                .extracting(ItemOutcome::itemId, ItemOutcome::outcome, ItemOutcome::at)
                .containsExactly(tuple("a", ItemOutcomeKind.COUNTERED, LATER_MS));
        one.on(
                NoticeInput.forwarded(
                        new ForwardDelivered(NOTICE, true, null, null, LATER_MS + 1, null)));
        filed(LATER_MS + HOUR_MS);
        assertThat(published()).isEmpty();
        one.on(
                NoticeInput.decided(
                        new ProceedingDecided(NOTICE, true, LATER_MS + DAY_MS, "court-1")));
        assertThat(published())
                .extracting(ItemOutcome::outcome, ItemOutcome::at, ItemOutcome::effectiveAt)
                .containsExactly(tuple(ItemOutcomeKind.UPHELD, LATER_MS + DAY_MS, DONE_MS));
    }

    @Test
    void contentThatHasToComeBackIsRestored() {
        one.on(NoticeInput.received(under(Regime.CIVIL_CODE, NOTICE, T0_MS, "a")));
        one.walk(T0_MS);
        done("a", DONE_MS, ORIGIN);
        countered("a");
        one.on(
                NoticeInput.forwarded(
                        new ForwardDelivered(NOTICE, true, null, null, LATER_MS + 1, null)));
        one.walk(LATER_MS + 60 * DAY_MS);
        assertThat(published())
                .singleElement()
                .satisfies(
                        outcome -> {
                            assertThat(outcome.outcome()).isEqualTo(ItemOutcomeKind.RESTORED);
                            assertThat(outcome.at()).isGreaterThan(LATER_MS + 10 * DAY_MS);
                            assertThat(outcome.effectiveAt()).isEqualTo(DONE_MS);
                        });
        one.lifted("a", LATER_MS + 60 * DAY_MS);
        assertThat(published()).isEmpty();
    }

    /** However many there are, no watermark waits for all of them. */
    @Test
    void thousandsAreSeveralStretches() {
        String[] ids = IntStream.range(0, 3_000).mapToObj(i -> "i-" + i).toArray(String[]::new);
        received(ids);
        List<NoticeInput> all = new ArrayList<>();
        for (String id : ids) {
            all.add(news(id, DONE_MS, ORIGIN));
        }
        Step step = machine.on(one.state, all, one.facts);
        List<ItemOutcome> published = new ArrayList<>();
        int stretches = 0;
        while (step.isOwingOutcomes()) {
            step = machine.publishOutcomes(step.next());
            assertThat(step.itemOutcomes()).hasSizeLessThanOrEqualTo(ItemOutcomes.MOST_AT_ONCE);
            assertThat(step.status()).isNull();
            published.addAll(step.itemOutcomes());
            stretches++;
        }
        assertThat(stretches).isEqualTo(3);
        assertThat(published).extracting(ItemOutcome::itemId).doesNotHaveDuplicates();
        assertThat(published).hasSize(3_000);
    }

    private void received(String... items) {
        one.on(NoticeInput.received(complete(NOTICE, T0_MS, items)));
        one.walk(T0_MS);
    }

    private void done(String item, long atMs, ItemOrigin origin) {
        one.on(news(item, atMs, origin));
    }

    private void gone(String item, long atMs) {
        ItemNews gone = new ItemNews(ItemNews.Kind.NOT_FOUND, item, atMs, null, null);
        one.on(NoticeInput.news(NOTICE, gone, atMs));
    }

    private static NoticeInput news(String item, long atMs, ItemOrigin origin) {
        ItemNews done = new ItemNews(ItemNews.Kind.DONE, item, atMs, null, origin);
        return NoticeInput.news(NOTICE, done, atMs);
    }

    private static NoticeTriagedBuilder rejected() {
        return NoticeTriagedBuilder.builder()
                .noticeId(NOTICE)
                .outcome(TriageOutcome.REJECTED)
                .at(LATER_MS)
                .actor("chen")
                .reason("no right");
    }

    private void countered(String item) {
        one.on(
                NoticeInput.countered(
                        new CounterNotice(
                                NOTICE, LATER_MS, List.of(item), null, completeContent())));
    }

    private void filed(long atMs) {
        one.on(
                NoticeInput.filed(
                        new ProceedingFiled(
                                NOTICE, ProceedingKind.LAWSUIT, atMs, "court", "1", null)));
    }

    private List<ItemOutcomeKind> kinds() {
        return published().stream().map(ItemOutcome::outcome).toList();
    }

    /** As at the next watermark, behind what falls due. */
    private List<ItemOutcome> published() {
        one.jump(one.nowMs);
        Step step = machine.publishOutcomes(one.state);
        one.state = step.next();
        return step.itemOutcomes();
    }
}

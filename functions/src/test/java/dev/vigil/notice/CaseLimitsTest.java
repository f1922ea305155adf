package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.MINUTE_MS;
import static dev.vigil.notice.TestingNotices.NOTICE;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.complete;
import static dev.vigil.notice.TestingNotices.incomplete;
import static dev.vigil.notice.TestingNotices.joining;
import static dev.vigil.notice.TestingNotices.supplement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.ItemNews;
import dev.vigil.schema.notice.LinkKind;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one notice may become, whatever is sent. */
class CaseLimitsTest {
    @Test
    void contentThatIsBackAgainAndAgainKeepsAHundredRunsAndTheClockGoesOn() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        int times = WorkingCase.KEPT_RUNS + 50;
        long atMs = T0_MS;
        for (int time = 0; time < times; time++) {
            atMs += HOUR_MS;
            one.done("a", atMs);
            one.walk(atMs);
            assertThat(one.stands()).isEqualTo(NoticeState.ACTIONED);
            atMs += HOUR_MS;
            one.back("a", atMs);
            one.walk(atMs);
            assertThat(one.stands()).isEqualTo(NoticeState.VALID);
        }
        assertThat(one.state.runs()).hasSize(WorkingCase.KEPT_RUNS);
        assertThat(one.state.runs().get(0).generation()).as("the first stays").isEqualTo(1);
        assertThat(one.status().clocks()).isEqualTo(times + 1);
        assertThat(one.resolved).hasSize(times).doesNotHaveDuplicates();
        one.adopted(7, "E0", T0_MS);
        assertThat(one.state.adopted()).as("of a run that has left").isEmpty();
        one.walk(atMs + DAY_MS + HOUR_MS);
        assertThat(one.levels()).contains((times + 1) + "/E8");
    }

    @Test
    void manyItemsThatWereBackAndAreDownAgainLeaveRoomForTheClockOfAnother() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, items(500)));
        for (int item = 0; item < 500; item++) {
            one.done("i-" + item, T0_MS + MINUTE_MS);
        }
        long atMs = T0_MS + HOUR_MS;
        one.walk(atMs);
        for (int item = 0; item < 150; item++) {
            one.back("i-" + item, atMs);
            one.walk(atMs);
            one.done("i-" + item, atMs + MINUTE_MS);
            atMs += HOUR_MS;
            one.walk(atMs);
            assertThat(one.last.refused()).isNull();
        }
        assertThat(one.state.runs()).hasSize(WorkingCase.KEPT_RUNS);
        one.back("i-3", atMs);
        one.back("i-499", atMs);
        one.walk(atMs + 2 * DAY_MS);
        assertThat(one.levels()).contains("152/E0", "152/E8", "153/E0", "153/E8");
        assertThat(one.status().clocks()).isEqualTo(153);
        assertThat(one.status().itemsOpen()).containsExactlyInAnyOrder("i-3", "i-499");
        assertThat(one.status().itemsDone()).hasSize(100);
        assertThat(one.status().moreItemsDone()).isEqualTo(398);
    }

    @Test
    void aRunThatIsOpenIsNeverRefused() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "item"));
        for (int run = 1; run < 3 * WorkingCase.KEPT_RUNS; run++) {
            one.on(NoticeInput.supplemented(joining(NOTICE, T0_MS + run, "item-" + run)));
            assertThat(one.last.refused()).isNull();
        }
        one.jump(T0_MS + HOUR_MS);
        one.jump(T0_MS + 2 * DAY_MS);
        assertThat(one.breaches).hasSize(3 * WorkingCase.KEPT_RUNS);
    }

    /** Nothing is numbered before the backlog is read, and nothing may leave before. */
    @Test
    void inABacklogOneItemTakesNoRoomFromTheOthers() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a", "b"));
        List<NoticeInput> backlog = new ArrayList<>();
        for (int time = 1; time <= WorkingCase.KEPT_RUNS + 2; time++) {
            backlog.add(news(ItemNews.Kind.DONE, "a", T0_MS + 2 * time));
            backlog.add(news(ItemNews.Kind.BACK, "a", T0_MS + 2 * time + 1));
        }
        backlog.add(news(ItemNews.Kind.DONE, "b", T0_MS + 1_000));
        backlog.add(news(ItemNews.Kind.BACK, "b", T0_MS + 1_001));
        Step step = new NoticeMachine(ClockRules.DEFAULTS).on(one.state, backlog, one.facts);
        assertThat(step.next().runs()).hasSize(WorkingCase.KEPT_RUNS + 1);
        assertThat(step.next().runs().get(WorkingCase.KEPT_RUNS).items().get(0).itemId())
                .isEqualTo("b");
        assertThat(step.refusals()).hasSize(3);
        assertThat(step.refusals().get(0).reason())
                .contains("clocks: expected no more than 100 of an item")
                .contains("'a'");
        assertThat(step.refusals())
                .extracting(Step.Refusal::input)
                .containsExactly(backlog.get(199), backlog.get(201), backlog.get(203));
    }

    @Test
    void allItemsOfALargeNoticeMayBeBackAtOnceAndAsManyAgain() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, items(10_000)));
        List<NoticeInput> backlog = new ArrayList<>();
        for (long atMs = T0_MS + 1; atMs <= T0_MS + 5; atMs += 2) {
            for (int item = 0; item < 10_000; item++) {
                backlog.add(news(ItemNews.Kind.DONE, "i-" + item, atMs));
                backlog.add(news(ItemNews.Kind.BACK, "i-" + item, atMs + 1));
            }
        }
        Step step = new NoticeMachine(ClockRules.DEFAULTS).on(one.state, backlog, one.facts);
        assertThat(step.next().runs()).hasSize(10_001);
        assertThat(step.refusals()).hasSize(20_000);
        assertThat(step.refusals().get(0).reason())
                .contains("clocks: expected no more than 20000 items")
                .contains("'i-0'");
    }

    private static NoticeInput news(ItemNews.Kind kind, String item, long atMs) {
        return NoticeInput.news(NOTICE, new ItemNews(kind, item, atMs, null), atMs);
    }

    /** It has the highest number where what was back later was read first. */
    @Test
    void aNumberIsNotGivenAgainWhenARunHasLeft() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a", "b"));
        one.done("a", T0_MS + 1);
        one.done("b", T0_MS + 1);
        one.walk(T0_MS + 2);
        one.back("a", T0_MS + 2 * HOUR_MS);
        one.back("b", T0_MS + HOUR_MS);
        one.jump(T0_MS + 2 * HOUR_MS);
        one.done("a", T0_MS + 3 * HOUR_MS);
        one.walk(T0_MS + 3 * HOUR_MS);
        one.back("a", T0_MS + 4 * HOUR_MS);
        for (int run = 0; run < WorkingCase.KEPT_RUNS; run++) {
            one.on(NoticeInput.supplemented(joining(NOTICE, T0_MS + 5 * HOUR_MS, "c-" + run)));
        }
        one.walk(T0_MS + 6 * HOUR_MS);
        assertThat(one.levels()).contains("3/E0", "4/E0").doesNotHaveDuplicates();
        assertThat(one.status().clocks()).isEqualTo(104);
    }

    @Test
    void runsOfAllItemsOfALargeNoticeDoNotAddUp() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, items(5_000)));
        long atMs = T0_MS;
        for (int round = 1; round <= 8; round++) {
            atMs += MINUTE_MS;
            one.on(NoticeInput.triaged(incomplete(NOTICE, atMs, Element.ADDRESS)));
            one.walk(atMs);
            atMs += MINUTE_MS;
            one.on(NoticeInput.supplemented(supplement(NOTICE, atMs)));
            one.walk(atMs);
            assertThat(one.last.refused()).isNull();
        }
        assertThat(one.status().clocks()).isEqualTo(9);
        assertThat(one.state.runs()).extracting(Run::generation).containsExactly(1, 7, 8, 9);
        assertThat(one.status().moreItemsOpen() + one.status().itemsOpen().size()).isEqualTo(5_000);
    }

    @Test
    void ofLaterNoticesThatItWouldStandForTheRestCountsByItself() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        List<NoticeInput> again =
                IntStream.rangeClosed(0, WorkingCase.MOST_COVERS)
                        .mapToObj(
                                other ->
                                        new ItemNews(
                                                ItemNews.Kind.CLAIMED_AGAIN,
                                                "a",
                                                T0_MS + 1,
                                                "o-" + other))
                        .map(news -> NoticeInput.news(NOTICE, news, T0_MS + 1))
                        .toList();
        Step step = new NoticeMachine(ClockRules.DEFAULTS).on(one.state, again, one.facts);
        assertThat(step.next().covers()).hasSize(WorkingCase.MOST_COVERS);
        assertThat(step.links()).hasSize(WorkingCase.MOST_COVERS);
        assertThat(step.refused())
                .contains("covers: expected no more than 10000")
                .contains("'o-" + WorkingCase.MOST_COVERS + "'");
    }

    @Test
    void recordsOfRunsThatHaveNotBegunAreCounted() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        for (int level = 1; level <= WorkingCase.MOST_ADOPTED; level++) {
            one.adopted(2, "E9." + level, T0_MS + level);
            assertThat(one.last.refused()).isNull();
        }
        one.adopted(2, "E8", T0_MS);
        assertThat(one.last.refused()).contains("adopted: expected no more than 10000");
        assertThat(one.state.adopted()).hasSize(WorkingCase.MOST_ADOPTED);
    }

    @Test
    void itemsThatAreReleasedTogetherRunTogether() {
        String[] items = items(200);
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, items));
        for (int item = 1; item < 200; item++) {
            one.on(link(LinkKind.DUPLICATE, items[item], null));
        }
        one.done(items[0], T0_MS + HOUR_MS);
        one.walk(T0_MS + HOUR_MS);
        assertThat(one.resolved).hasSize(1);
        for (int item = 1; item < 200; item++) {
            one.on(link(LinkKind.RELEASED, items[item], T0_MS + (item < 190 ? 7L : 8L)));
            assertThat(one.last.refused()).isNull();
            if (item == 100) {
                one.walk(T0_MS + HOUR_MS + 1);
                assertThat(one.levels()).as("its number is given").contains("2/E0");
            }
        }
        assertThat(one.state.runs())
                .extracting(run -> run.items().size())
                .containsExactly(200, 189, 10);
        assertThat(one.state.runs().get(1).startedAt()).isEqualTo(T0_MS);
        one.walk(T0_MS + DAY_MS + HOUR_MS);
        assertThat(one.breaches).extracting(BreachRecord::generation).containsExactly(2, 3);
    }

    private static String[] items(int count) {
        return IntStream.range(0, count).mapToObj(i -> "i-" + i).toArray(String[]::new);
    }

    private static NoticeInput link(LinkKind kind, String item, Long releasedAt) {
        return NoticeInput.linked(
                new NoticeLink(kind, NOTICE, item, "n-0", T0_MS - 1, "notifier-1", releasedAt),
                T0_MS + 1);
    }
}

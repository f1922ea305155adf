package dev.vigil.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.usage.KeptRow;
import dev.vigil.schema.usage.UsageAmendment;
import dev.vigil.schema.usage.UsageAmount;
import dev.vigil.schema.usage.UsageAmountBuilder;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.schema.usage.UsageReason;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageShare;
import dev.vigil.schema.usage.UsageState;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A row through its life, also through a job that starts without state. */
class UsageRowsTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String ROW = "2026-11-26/work-1/CN/LIVE_RELAY/NONE";
    private static final long MIDNIGHT = UsageWorld.MIDNIGHT;
    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final long COMPLETE_MS = 6 * DAY_MS;
    private static final long SETTLED = MIDNIGHT + UsageRules.SETTLE_MS;
    private static final long FORGOTTEN = SETTLED + UsageRules.AMEND_MS;

    private static final List<UsageShare> SHARED =
            List.of(new UsageShare("a", 5_000), new UsageShare("b", 5_000));

    private final UsageRows rows = new UsageRows(new UsageRules(SHANGHAI, COMPLETE_MS));
    private final List<UsageRow> published = new ArrayList<>();
    private KeptRow row;
    private Long nextAt;

    @Test
    void aRowIsProvisionalThenSettledThenAmendedWithAReason() {
        change(MIDNIGHT - HOUR_MS, used(5_000), UsageReason.FOUND_LATER);
        at(MIDNIGHT - HOUR_MS);
        assertThat(last().state()).isEqualTo(UsageState.PROVISIONAL);
        assertThat(last().dayFrom()).isEqualTo(MIDNIGHT - DAY_MS);
        assertThat(last().dayTo()).isEqualTo(MIDNIGHT);
        change(MIDNIGHT + HOUR_MS, used(1_000), UsageReason.FOUND_LATER);
        at(SETTLED - 1);
        assertThat(last().state()).as("to the ms").isEqualTo(UsageState.PROVISIONAL);
        assertThat(nextAt).isEqualTo(SETTLED);
        at(SETTLED);
        assertThat(last().state()).isEqualTo(UsageState.SETTLED);
        assertThat(last().usedMs()).isEqualTo(6_000);
        assertThat(last().amendments()).isEmpty();
        change(SETTLED + HOUR_MS, used(-2_000), UsageReason.MEASURE_CONFIRMED);
        at(SETTLED + HOUR_MS + 1);
        assertThat(last().state()).isEqualTo(UsageState.AMENDED);
        assertThat(last().usedMs()).isEqualTo(4_000);
        assertThat(last().amendments())
                .containsExactly(
                        new UsageAmendment(
                                4,
                                List.of(UsageReason.MEASURE_CONFIRMED),
                                SETTLED + HOUR_MS + 1,
                                6_000,
                                2,
                                null,
                                null,
                                null,
                                null,
                                List.of()));
        assertThat(published)
                .extracting(UsageRow::revision)
                .as("without a gap")
                .containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void whatDoesNotChangeIsNotPublishedAgain() {
        change(MIDNIGHT, used(5_000), UsageReason.FOUND_LATER);
        at(MIDNIGHT);
        at(MIDNIGHT + 1);
        change(MIDNIGHT + 2, used(0).withSessions(0), UsageReason.AUDIENCE_REPORTED);
        at(MIDNIGHT + 3);
        assertThat(published).hasSize(1);
    }

    @Test
    void aRowThatWasTakenBackIsPublishedAsNothing() {
        change(MIDNIGHT, used(5_000), UsageReason.FOUND_LATER);
        at(MIDNIGHT);
        change(MIDNIGHT, used(-5_000).withSessions(-1), UsageReason.MEASURE_CONFIRMED);
        at(MIDNIGHT + 1);
        assertThat(last().usedMs()).isZero();
        assertThat(last().sessions()).isZero();
    }

    /** U4: null, not 0, and a partial sum names its part. */
    @Test
    void anAudienceThatIsNotReportedIsUnknown() {
        change(MIDNIGHT, used(5_000), UsageReason.FOUND_LATER);
        at(MIDNIGHT);
        assertThat(last().viewMs()).isNull();
        assertThat(last().viewers()).isNull();
        assertThat(last().plays()).isNull();
        assertThat(last().audienceMs()).isNull();
        UsageAmount seen =
                UsageAmountBuilder.builder()
                        .audienceMs(2_000)
                        .audienceOf(1)
                        .viewMs(0)
                        .viewMsOf(1)
                        .viewers(0)
                        .viewersOf(1)
                        .build();
        change(MIDNIGHT + 1, seen, UsageReason.AUDIENCE_REPORTED);
        at(MIDNIGHT + 2);
        assertThat(last().viewMs()).as("nobody watched").isZero();
        assertThat(last().audienceMs()).isEqualTo(2_000);
        assertThat(last().plays()).isNull();
        change(MIDNIGHT + 3, UsageAmount.ZERO.minus(seen), UsageReason.AUDIENCE_REPORTED);
        at(MIDNIGHT + 4);
        assertThat(last().viewMs()).as("unknown again").isNull();
    }

    /** Audiences of then are gone from their topic: what was settled is not amended downwards. */
    @Test
    void anOldSavepointKeepsWhatWasSettledWithFactsThatAreGone() {
        change(MIDNIGHT - HOUR_MS, used(5_000), UsageReason.FOUND_LATER);
        at(MIDNIGHT - HOUR_MS);
        KeptRow saved = row;
        change(MIDNIGHT, used(3_000), UsageReason.AUDIENCE_REPORTED);
        at(SETTLED);
        UsageRow settled = last();
        change(SETTLED + HOUR_MS, used(1_000), UsageReason.FOUND_LATER);
        at(SETTLED + HOUR_MS);
        UsageRow amended = last();
        for (List<UsageRow> readBack : List.of(List.of(settled), List.of(settled, amended))) {
            row = saved;
            published.clear();
            readBack.forEach(this::read);
            at(MIDNIGHT + COMPLETE_MS);
            assertThat(published).isEmpty();
            change(MIDNIGHT + COMPLETE_MS + 1, used(10), UsageReason.FOUND_LATER);
            at(MIDNIGHT + COMPLETE_MS + 1);
            assertThat(last().usedMs())
                    .isEqualTo(5_000 + 3_000 + (readBack.size() - 1) * 1_000 + 10);
        }
    }

    /** All facts are there once more, and one that was not in the last record. */
    @Test
    void afterACrashWhatIsReadAgainCounts() {
        change(MIDNIGHT - HOUR_MS, used(5_000), UsageReason.FOUND_LATER);
        at(MIDNIGHT - HOUR_MS);
        KeptRow saved = row;
        at(SETTLED);
        UsageRow settled = last();
        row = saved;
        published.clear();
        read(settled);
        load(used(700));
        at(SETTLED + HOUR_MS);
        assertThat(last().usedMs()).isEqualTo(5_700);
        assertThat(last().state()).isEqualTo(UsageState.AMENDED);
    }

    @Test
    void aStartWithoutStateTakesWhatWasSettledAsItWas() {
        change(MIDNIGHT, used(9_000), UsageReason.FOUND_LATER);
        at(MIDNIGHT);
        at(SETTLED);
        UsageRow settled = last();
        restart();
        // Of the verdicts only some are left.
        load(used(4_000));
        read(settled);
        at(SETTLED + DAY_MS);
        assertThat(published).isEmpty();
        assertThat(row.amount().usedMs()).isEqualTo(9_000);
        change(SETTLED + DAY_MS, used(1_000), UsageReason.FOUND_LATER);
        at(SETTLED + DAY_MS + 1);
        assertThat(last().usedMs()).isEqualTo(10_000);
        assertThat(last().amendments().get(0).previousUsedMs()).isEqualTo(9_000);
    }

    @Test
    void aStartWithoutStateComputesWhatIsProvisional() {
        change(MIDNIGHT, used(9_000), UsageReason.FOUND_LATER);
        at(MIDNIGHT);
        UsageRow provisional = last();
        restart();
        read(provisional);
        load(used(9_000));
        load(used(500));
        at(MIDNIGHT + HOUR_MS);
        assertThat(last().usedMs()).isEqualTo(9_500);
        assertThat(last().revision()).isEqualTo(2);
    }

    @Test
    void whatWasNeverPublishedIsNotMadeUpFromWhatIsLeft() {
        load(used(4_000));
        at(MIDNIGHT + COMPLETE_MS);
        assertThat(row).isNull();
        assertThat(published).isEmpty();
        load(used(4_000));
        at(MIDNIGHT + COMPLETE_MS - 1);
        assertThat(last().state()).isEqualTo(UsageState.AMENDED);
    }

    /** With an older savepoint the row itself is older than what it has published. */
    @Test
    void anOlderSavepointGoesOnFromWhatWasPublished() {
        change(MIDNIGHT, used(9_000), UsageReason.FOUND_LATER);
        at(MIDNIGHT);
        KeptRow savepoint = row;
        change(MIDNIGHT + 1, used(1_000), UsageReason.FOUND_LATER);
        at(SETTLED);
        UsageRow settled = last();
        restart();
        row = savepoint;
        load(used(1_000));
        read(settled);
        at(SETTLED + 1);
        assertThat(published).as("nothing new").isEmpty();
        assertThat(row.published()).isEqualTo(settled);
    }

    /** An amendment is of when it was found, whatever it is about. */
    @Test
    void whatIsReportedLateIsAmendedWhenItIsFound() {
        change(MIDNIGHT, used(1), UsageReason.FOUND_LATER);
        at(MIDNIGHT);
        at(SETTLED);
        take(
                UsageInput.changed(
                        "work-1", ROW, MIDNIGHT - HOUR_MS, used(5), UsageReason.AUDIENCE_REPORTED),
                SETTLED + 6 * DAY_MS);
        at(SETTLED + 6 * DAY_MS);
        assertThat(last().amendments())
                .singleElement()
                .satisfies(one -> assertThat(one.at()).isEqualTo(SETTLED + 6 * DAY_MS));
    }

    /** Statements of its month may be out, and had nothing of it. */
    @Test
    void aRowThatBeginsOnceItWouldBeSettledIsAnAmendment() {
        change(SETTLED + HOUR_MS, used(7), UsageReason.AUDIENCE_REPORTED);
        at(SETTLED + HOUR_MS);
        assertThat(last().state()).isEqualTo(UsageState.AMENDED);
        assertThat(last().revision()).isEqualTo(1);
        assertThat(last().amendments())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.previousUsedMs()).isZero();
                            assertThat(one.previousSessions()).isZero();
                            assertThat(one.at()).isEqualTo(SETTLED + HOUR_MS);
                            assertThat(one.reasons())
                                    .containsExactly(UsageReason.AUDIENCE_REPORTED);
                        });
    }

    /** December's statement closes on the 4th: 29 November is settled in November's time. */
    @Test
    void changesBetweenTwoStatementsAreOneAmendment() {
        change(MIDNIGHT, used(1), UsageReason.FOUND_LATER);
        at(MIDNIGHT);
        at(SETTLED);
        long closes = UsagePropertyTest.DAYS.closesAt(YearMonth.of(2026, 11));
        for (int i = 1; i <= 200; i++) {
            long at = i <= 100 ? SETTLED + i : closes + i;
            UsageReason why = i % 2 == 0 ? UsageReason.FOUND_LATER : UsageReason.MEASURE_CONFIRMED;
            change(at, used(1), why);
            at(at);
        }
        assertThat(last().amendments()).hasSize(2);
        assertThat(last().amendments())
                .extracting(UsageAmendment::previousUsedMs)
                .containsExactly(1L, 101L);
        assertThat(last().amendments().get(1).at()).isEqualTo(closes + 200);
        assertThat(last().amendments().get(1).reasons())
                .containsExactly(UsageReason.FOUND_LATER, UsageReason.MEASURE_CONFIRMED);
        assertThat(last().usedMs()).isEqualTo(201);
    }

    /** A conflict needs its time: the row waits for it, and is read back meanwhile. */
    @Test
    void aRowThatIsHeldIsKeptUntilItsOwnersAgree() {
        change(MIDNIGHT, used(1), UsageReason.FOUND_LATER);
        at(MIDNIGHT);
        own(MIDNIGHT + 1, true, SHARED);
        at(SETTLED);
        at(FORGOTTEN);
        assertThat(row).isNotNull();
        UsageRow again = last();
        assertThat(nextAt).isEqualTo(FORGOTTEN + UsageRules.HELD_AGAIN_MS);
        change(FORGOTTEN + DAY_MS, used(1), UsageReason.FOUND_LATER);
        assertThat(row.amount().usedMs()).as("its figures are final").isEqualTo(1);
        at(nextAt);
        assertThat(last()).as("it is said again").isEqualTo(again);
        assertThat(published).hasSize(4);
        restart();
        read(again);
        own(Long.MIN_VALUE, true, SHARED);
        at(FORGOTTEN + 90 * DAY_MS);
        own(FORGOTTEN + 100 * DAY_MS, false, List.of(new UsageShare("a", 10_000)));
        at(FORGOTTEN + 100 * DAY_MS);
        assertThat(last().held()).isNull();
        assertThat(last().usedMs()).isEqualTo(1);
        assertThat(last().shareBp("a")).isEqualTo(10_000);
        UsageAmendment ended = last().amendments().get(last().amendments().size() - 1);
        assertThat(ended.reasons())
                .containsExactly(UsageReason.CONFLICT_ENDED, UsageReason.OWNERS_CHANGED);
        assertThat(ended.previousHeld()).isTrue();
        assertThat(ended.previousShares()).isEqualTo(SHARED);
        assertThat(row).as("then it is forgotten").isNull();
    }

    @Test
    void aRowThatIsHeldForEverIsForgottenWithItsTopic() {
        change(MIDNIGHT, used(1), UsageReason.FOUND_LATER);
        at(MIDNIGHT);
        own(MIDNIGHT + 1, true, SHARED);
        at(MIDNIGHT + UsageRules.HELD_MS - 1);
        assertThat(row).isNotNull();
        at(MIDNIGHT + UsageRules.HELD_MS);
        assertThat(row).isNull();
    }

    /** Who owns it by now is nothing to a row that is over. */
    @Test
    void aRowThatIsOverIsReadBackAndStaysAsItIs() {
        change(MIDNIGHT, used(1), UsageReason.FOUND_LATER);
        at(MIDNIGHT);
        own(MIDNIGHT + 1, false, SHARED);
        at(SETTLED);
        UsageRow settled = last();
        restart();
        read(settled);
        own(Long.MIN_VALUE, false, List.of(new UsageShare("c", 10_000)));
        at(FORGOTTEN);
        assertThat(published).isEmpty();
        assertThat(row).isNull();
    }

    /** The job was away for six days: what a row follows from is partly gone. */
    @Test
    void aStartWithoutStateKeepsAProvisionalRowWhoseTopicsHaveForgotten() {
        change(MIDNIGHT, used(9_000), UsageReason.FOUND_LATER);
        at(MIDNIGHT);
        UsageRow provisional = last();
        restart();
        read(provisional);
        load(used(4_000));
        at(MIDNIGHT + COMPLETE_MS);
        assertThat(last().state()).isEqualTo(UsageState.SETTLED);
        assertThat(last().usedMs()).isEqualTo(9_000);
    }

    /** Until it is told otherwise, it is held by whom it was. */
    @Test
    void aStartWithoutStateKeepsWhatItWasToldOfOwners() {
        change(MIDNIGHT, used(9_000), UsageReason.FOUND_LATER);
        at(MIDNIGHT);
        own(MIDNIGHT + 1, true, SHARED);
        at(SETTLED);
        UsageRow settled = last();
        restart();
        read(settled);
        at(SETTLED + 1);
        assertThat(published).isEmpty();
        own(SETTLED + 2, true, SHARED);
        at(SETTLED + 2);
        assertThat(published).isEmpty();
    }

    @Test
    void aRowIsForgottenAndWhatComesThenIsDropped() {
        change(MIDNIGHT, used(1), UsageReason.FOUND_LATER);
        at(MIDNIGHT);
        at(SETTLED);
        assertThat(nextAt).isEqualTo(FORGOTTEN);
        at(FORGOTTEN - 1);
        assertThat(row).isNotNull();
        at(FORGOTTEN);
        assertThat(row).isNull();
        change(FORGOTTEN, used(1), UsageReason.FOUND_LATER);
        assertThat(row).as("its time is over").isNull();
    }

    /** What a session could count twice, as it was forgotten, is dropped. */
    @Test
    void aSessionIsKeptLongerThanAnyRowOfItCanChange() {
        assertThat(UsageRules.SESSION_MS)
                .isGreaterThan(UsageRules.SETTLE_MS + UsageRules.AMEND_MS + 2 * DAY_MS);
    }

    @Test
    void aRowIsHeldWhileOwnersAreInConflict() {
        change(MIDNIGHT, used(5_000), UsageReason.FOUND_LATER);
        at(MIDNIGHT);
        at(SETTLED);
        own(SETTLED + 5, true, SHARED);
        at(SETTLED + 6);
        assertThat(last().inConflict()).isTrue();
        assertThat(last().amendments().get(0).reasons()).contains(UsageReason.CONFLICT_OPENED);
        long next = SETTLED + 10 * DAY_MS;
        own(next, false, SHARED);
        at(next);
        assertThat(last().held()).isNull();
        assertThat(last().amendments().get(1).reasons())
                .containsExactly(UsageReason.CONFLICT_ENDED);
        assertThat(last().amendments().get(1).previousHeld()).isTrue();
    }

    private void own(long at, boolean held, List<UsageShare> shares) {
        boolean isLoading = at == Long.MIN_VALUE;
        KeptRow next =
                rows.take(row, UsageInput.owned("work-1", ROW, at, held, shares), isLoading, at);
        row = next == null ? row : next;
    }

    private static UsageAmount used(long ms) {
        return UsageAmountBuilder.builder()
                .usedMs(ms)
                .liveMs(ms)
                .sessions(1)
                .firstAt(MIDNIGHT - 5_000)
                .lastAt(MIDNIGHT)
                .build();
    }

    private void change(long at, UsageAmount amount, UsageReason why) {
        take(UsageInput.changed("work-1", ROW, at, amount, why), false);
    }

    private void load(UsageAmount amount) {
        take(UsageInput.changed("work-1", ROW, MIDNIGHT, amount, UsageReason.FOUND_LATER), true);
    }

    private void read(UsageRow back) {
        take(UsageInput.published(back), true);
    }

    private void take(UsageInput input, boolean isLoading) {
        take(input, isLoading ? Long.MIN_VALUE : input.at());
    }

    private void take(UsageInput input, long nowMs) {
        KeptRow next = rows.take(row, input, nowMs == Long.MIN_VALUE, nowMs);
        row = next == null ? row : next;
    }

    private void at(long nowMs) {
        UsageRows.Step step = rows.at(ROW, row, nowMs);
        row = step.next();
        nextAt = step.nextAt();
        if (step.published() != null) {
            published.add(step.published());
        }
    }

    private void restart() {
        row = null;
        published.clear();
    }

    private UsageRow last() {
        return published.get(published.size() - 1);
    }
}

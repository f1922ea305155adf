package dev.vigil.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.usage.KeptRow;
import dev.vigil.schema.usage.UsageAmendment;
import dev.vigil.schema.usage.UsageAmount;
import dev.vigil.schema.usage.UsageAmountBuilder;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.schema.usage.UsageReason;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageState;
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
                                UsageReason.MEASURE_CONFIRMED,
                                SETTLED + HOUR_MS,
                                6_000,
                                2,
                                null,
                                null,
                                null));
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

    @Test
    void aStartWithoutStateTakesWhatWasSettledAsItWas() {
        change(MIDNIGHT, used(9_000), UsageReason.FOUND_LATER);
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
        assertThat(last().state()).isEqualTo(UsageState.SETTLED);
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

    @Test
    void amendmentsAreNamedUpToSixteen() {
        change(MIDNIGHT, used(1), UsageReason.FOUND_LATER);
        at(SETTLED);
        for (int i = 1; i <= 20; i++) {
            change(SETTLED + i, used(1), UsageReason.FOUND_LATER);
            at(SETTLED + i);
        }
        assertThat(last().amendments()).hasSize(UsageRow.MOST_AMENDMENTS);
        assertThat(last().moreAmendments()).isEqualTo(4);
        assertThat(last().amendments().get(0).previousUsedMs()).isEqualTo(5);
        assertThat(last().usedMs()).isEqualTo(21);
    }

    @Test
    void aRowIsForgottenAndWhatComesThenIsDropped() {
        change(MIDNIGHT, used(1), UsageReason.FOUND_LATER);
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
        at(SETTLED);
        take(UsageInput.held("work-1", ROW, SETTLED + 5, true), false);
        at(SETTLED + 6);
        assertThat(last().inConflict()).isTrue();
        assertThat(last().amendments().get(0).reason()).isEqualTo(UsageReason.CONFLICT_OPENED);
        take(UsageInput.held("work-1", ROW, SETTLED + 7, false), false);
        at(SETTLED + 8);
        assertThat(last().held()).isNull();
        assertThat(last().amendments().get(1).reason()).isEqualTo(UsageReason.CONFLICT_ENDED);
        assertThat(last().amendments().get(1).previousHeld()).isTrue();
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
        KeptRow next = rows.take(row, input, isLoading, isLoading ? Long.MIN_VALUE : input.at());
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

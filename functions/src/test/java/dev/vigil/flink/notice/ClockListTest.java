package dev.vigil.flink.notice;

import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.policy.TestingRights.HOUR_MS;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.TestingOperators;
import dev.vigil.flink.list.ListProjection;
import dev.vigil.notice.ClockRules;
import dev.vigil.policy.StayDownWork;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.staydown.StayDown;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the clock keeps of the list, in each of its tasks. */
class ClockListTest {
    private static final long DAY_MS = 24 * HOUR_MS;

    private KeyedBroadcastOperatorTestHarness<String, NoticeInput, ListInput, EscalationAlert>
            clock;

    @BeforeEach
    void open() throws Exception {
        clock =
                TestingOperators.broadcast(
                        new NoticeClockFunction(ClockRules.DEFAULTS),
                        NoticeInput::noticeId,
                        Types.STRING,
                        1,
                        0,
                        null);
        clock.setProcessingTime(NOON_MS);
    }

    @AfterEach
    void close() throws Exception {
        clock.close();
    }

    @Test
    void anItemThatStaysDownIsAnsweredForAndNotKept() throws Exception {
        for (int item = 0; item < 1_000; item++) {
            listed(stayDown("item-" + item, true));
        }
        assertThat(side(clock, NoticeClockFunction.RECEIPTS)).hasSize(1_000);
        listed(stayDown("item-7", false));
        assertThat(side(clock, NoticeClockFunction.RECEIPTS)).hasSize(1);
        assertThat(kept()).isEmpty();
    }

    @Test
    void anEntryThatNoLongerConcernsNoticesRefusesItsVersionsBefore() throws Exception {
        ListEntry entry = TestingRights.entry(ListClass.IN_SCREENING);
        listed(entry);
        assertThat(kept()).containsExactly(entry);
        ListEntry narrowed = named(stayDown("item-1", true), entry.entryId(), 2);
        listed(narrowed);
        listed(entry);
        assertThat(kept()).containsExactly(narrowed);
        clock.setProcessingTime(NOON_MS + 2 * DAY_MS);
        listed(other(1));
        listed(entry);
        assertThat(kept()).contains(narrowed).doesNotContain(entry);
        listed(named(stayDown("item-1", false), entry.entryId(), 3));
        clock.setProcessingTime(NOON_MS + 203 * DAY_MS);
        listed(other(2));
        assertThat(kept()).extracting(ListEntry::entryId).containsExactlyInAnyOrder("o-1", "o-2");
    }

    @Test
    void aWithdrawnEntryLeavesWhenNoNoticeCanBeAsLate() throws Exception {
        ListEntry entry = TestingRights.entry(ListClass.FORBIDDEN);
        listed(entry);
        listed(TestingRights.withdrawn(entry));
        clock.setProcessingTime(NOON_MS + 199 * DAY_MS);
        listed(other(1));
        assertThat(kept()).hasSize(2);
        clock.setProcessingTime(NOON_MS + 201 * DAY_MS);
        listed(other(2));
        assertThat(kept()).extracting(ListEntry::entryId).containsExactlyInAnyOrder("o-1", "o-2");
        listed(TestingRights.withdrawn(entry));
        assertThat(kept()).hasSize(2);
    }

    private static ListEntry other(int number) {
        return TestingRights.of(
                TestingRights.entry(ListClass.FORBIDDEN), "o-" + number, "w-" + number);
    }

    private static ListEntry stayDown(String itemId, boolean down) {
        return StayDownWork.entry(
                new StayDown(itemId, "n-1", down, NOON_MS + (down ? 0 : 1), null), "work-1");
    }

    private static ListEntry named(ListEntry entry, String entryId, long version) {
        return entry.with()
                .entryId(entryId)
                .version(version)
                .listId(null)
                .batchNo(null)
                .titles(null)
                .windows(null)
                .territoryInclude(null)
                .territoryExclude(null)
                .documentRef(null)
                .providerScope(null)
                .measure(null)
                .signature(null)
                .shadow(null)
                .build();
    }

    private void listed(ListEntry entry) throws Exception {
        clock.processBroadcastElement(ListInput.entry(entry, NOON_MS), 0);
    }

    private List<ListEntry> kept() throws Exception {
        List<ListEntry> kept = new ArrayList<>();
        clock.getBroadcastState(ListProjection.ENTRIES)
                .entries()
                .forEach(known -> kept.add(known.getValue()));
        return kept;
    }
}

package dev.vigil.flink.notice;

import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.flink.TestingOperators.stateEntries;

import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.PureFailure;
import dev.vigil.flink.TestingOperators;
import dev.vigil.notice.ClockRules;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.ItemClaim;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeStatus;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Items and clocks of one incarnation, each on the same number of tasks, wired as in the job. */
final class NoticeOperators implements AutoCloseable {
    private final List<KeyedOneInputStreamOperatorTestHarness<String, NoticeInput, NoticeInput>>
            items = new ArrayList<>();
    private final List<
                    KeyedBroadcastOperatorTestHarness<
                            String, NoticeInput, ListInput, EscalationAlert>>
            clocks = new ArrayList<>();

    /** Records carry the watermark that went ahead of them. */
    private long reachedMs = Long.MIN_VALUE;

    /** State of all tasks at one time. */
    record Snapshot(OperatorSubtaskState items, OperatorSubtaskState clocks, int tasks) {}

    NoticeOperators(int tasks, Snapshot from, ClockInbox.Gathering gathering) throws Exception {
        for (int task = 0; task < tasks; task++) {
            items.add(
                    TestingOperators.keyed(
                            new ItemsFunction(),
                            NoticeInput::itemId,
                            Types.STRING,
                            tasks,
                            task,
                            from == null ? null : part(from.items(), from.tasks(), tasks, task)));
            var clock =
                    TestingOperators.broadcast(
                            new NoticeClockFunction(ClockRules.DEFAULTS, gathering),
                            NoticeInput::noticeId,
                            Types.STRING,
                            tasks,
                            task,
                            from == null ? null : part(from.clocks(), from.tasks(), tasks, task));
            clock.processBroadcastWatermark(Long.MAX_VALUE);
            clocks.add(clock);
        }
    }

    private static OperatorSubtaskState part(
            OperatorSubtaskState all, int before, int tasks, int task) {
        return AbstractStreamOperatorTestHarness.repartitionOperatorState(
                all, KeyGroups.MAX_PARALLELISM, before, tasks, task);
    }

    Snapshot snapshot(long id) throws Exception {
        return new Snapshot(merged(items, id), merged(clocks, id), items.size());
    }

    private static OperatorSubtaskState merged(
            List<? extends AbstractStreamOperatorTestHarness<?>> tasks, long id) throws Exception {
        OperatorSubtaskState[] parts = new OperatorSubtaskState[tasks.size()];
        for (int task = 0; task < parts.length; task++) {
            parts[task] = tasks.get(task).snapshot(id, id);
        }
        return AbstractStreamOperatorTestHarness.repackageState(parts);
    }

    /** What an input becomes: its clock's part, and its items' part. */
    static List<NoticeInput> parts(NoticeInput input) {
        List<NoticeInput> parts = new ArrayList<>(List.of(input));
        if (input.kind() == NoticeInput.Kind.RECEIVED) {
            claim(input, input.received().items(), input.received().notifier(), parts);
        } else if (input.kind() == NoticeInput.Kind.SUPPLEMENTED) {
            claim(input, input.supplemented().items(), null, parts);
        }
        return parts;
    }

    private static void claim(
            NoticeInput input, List<NoticeItem> items, String notifier, List<NoticeInput> parts) {
        for (NoticeItem item : items) {
            ItemClaim claim = new ItemClaim(input.noticeId(), notifier, input.time());
            parts.add(NoticeInput.claimed(item.itemId(), claim));
        }
    }

    /** Gives one part to its task; what an item tells comes back, for its clock. */
    List<NoticeInput> give(NoticeInput part) throws Exception {
        if (part.itemId() == null) {
            clocks.get(task(part.noticeId())).processElement(part, reachedMs);
            return List.of();
        }
        var item = items.get(task(part.itemId()));
        item.processElement(part, reachedMs);
        return out(item);
    }

    private int task(String key) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                key, KeyGroups.MAX_PARALLELISM, items.size());
    }

    void watermark(long timeMs) throws Exception {
        reachedMs = timeMs;
        for (int task = 0; task < items.size(); task++) {
            items.get(task).processWatermark(timeMs);
            out(items.get(task));
            clocks.get(task).processWatermark(timeMs);
        }
    }

    /** Everything that was published since the last call. */
    List<Object> published() {
        List<Object> all = new ArrayList<>();
        items.forEach(item -> all.addAll(side(item, PureFailure.DEAD)));
        for (var clock : clocks) {
            all.addAll(out(clock));
            all.addAll(side(clock, NoticeClockFunction.RESOLVED));
            all.addAll(side(clock, NoticeClockFunction.BREACHES));
            all.addAll(side(clock, NoticeClockFunction.CORRECTIONS));
            all.addAll(side(clock, NoticeClockFunction.LINKS));
            all.addAll(side(clock, PureFailure.DEAD));
        }
        return all;
    }

    /** Statuses since the last call. */
    List<NoticeStatus> statuses() {
        List<NoticeStatus> all = new ArrayList<>();
        clocks.forEach(clock -> all.addAll(side(clock, NoticeClockFunction.STATUS)));
        return all;
    }

    int timers() {
        return items.stream().mapToInt(AbstractStreamOperatorTestHarness::numEventTimeTimers).sum()
                + clocks.stream()
                        .mapToInt(AbstractStreamOperatorTestHarness::numEventTimeTimers)
                        .sum();
    }

    int entries() {
        return items.stream().mapToInt(TestingOperators::stateEntries).sum()
                + clocks.stream().mapToInt(clock -> stateEntries(clock)).sum();
    }

    @Override
    public void close() throws Exception {
        for (int task = 0; task < items.size(); task++) {
            items.get(task).close();
            clocks.get(task).close();
        }
    }
}

package dev.vigil.flink.list;

import dev.vigil.policy.ListIndex;
import dev.vigil.policy.Receipts;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.list.ListEffective;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.list.ListReader;
import dev.vigil.schema.list.ReceiptInput;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.BaseBroadcastProcessFunction;

/**
 * The list as broadcast state: of each entry the version that stays, whatever the order of arrival,
 * and nothing that its reader has no use for. It is found by an index on the heap, which the task
 * makes of the state when it first looks.
 */
public final class ListProjection {
    /** Entries by their id. */
    public static final MapStateDescriptor<String, ListEntry> ENTRIES =
            new MapStateDescriptor<>(
                    StateName.LIST_ENTRIES, Types.STRING, TypeInformation.of(ListEntry.class));

    /** Publication time of the newest record (UTC epoch ms), under one key: what the list was. */
    public static final MapStateDescriptor<String, Long> AS_OF =
            new MapStateDescriptor<>(StateName.LIST_AS_OF, Types.STRING, Types.LONG);

    private static final String NEWEST = "newest";

    /** What has no use any more leaves then, as that walks the whole list. */
    private static final long SWEEP_MS = Duration.ofDays(1).toMillis();

    private final ListReader reader;
    private final BiPredicate<ListEntry, Long> uses;
    private final BiPredicate<ListEntry, Long> isOver;
    private ListIndex index;
    private long sweptAt;

    /**
     * @param uses what may change a decision of the reader at that time (UTC epoch ms): nothing
     *     else is kept
     */
    public ListProjection(ListReader reader, BiPredicate<ListEntry, Long> uses) {
        this(reader, uses, uses.negate());
    }

    /**
     * @param isOver what an entry that was of use once must be to leave: until then it refuses its
     *     own earlier versions, whatever it has become
     */
    public ListProjection(
            ListReader reader,
            BiPredicate<ListEntry, Long> uses,
            BiPredicate<ListEntry, Long> isOver) {
        this.reader = reader;
        this.uses = uses;
        this.isOver = isOver;
    }

    public static void published(long publishedAt, BroadcastState<String, Long> asOf)
            throws Exception {
        Long known = asOf.get(NEWEST);
        if (known == null || known < publishedAt) {
            asOf.put(NEWEST, publishedAt);
        }
    }

    /** Null for an empty list. */
    public static Long asOf(ReadOnlyBroadcastState<String, Long> asOf) throws Exception {
        return asOf.get(NEWEST);
    }

    /** The list as it is in the state, which nothing else writes. */
    public ListIndex in(ReadOnlyBroadcastState<String, ListEntry> state) throws Exception {
        if (index == null) {
            ListIndex all = new ListIndex();
            state.immutableEntries().forEach(known -> all.put(known.getValue()));
            index = all;
        }
        return index;
    }

    /**
     * Takes a version in and answers that this task decides by it from now on.
     *
     * @return empty where another version that stays is known, or no answer is waited for
     */
    public Optional<ReceiptInput> take(
            ListInput input, TaskInfo task, BaseBroadcastProcessFunction.Context context)
            throws Exception {
        long nowMs = context.currentProcessingTime();
        BroadcastState<String, ListEntry> state = context.getBroadcastState(ENTRIES);
        boolean news = take(input.entry(), nowMs, state);
        if (isSweepDue(nowMs)) {
            sweptAt = nowMs;
            forget(nowMs, state);
        }
        return news && Receipts.isOpen(input.publishedAt(), nowMs)
                ? Optional.of(
                        answer(
                                input.entry(),
                                input.publishedAt(),
                                reader,
                                task.getIndexOfThisSubtask(),
                                task.getNumberOfParallelSubtasks(),
                                nowMs))
                : Optional.empty();
    }

    /** True once a day, until {@link #take} has swept. */
    public boolean isSweepDue(long nowMs) {
        return nowMs - sweptAt >= SWEEP_MS;
    }

    public static ReceiptInput answer(
            ListEntry entry,
            long publishedAt,
            ListReader reader,
            int subtask,
            int subtasks,
            long nowMs) {
        return ReceiptInput.effective(
                new ListEffective(
                        entry.entryId(),
                        entry.version(),
                        entry.withdrawnAt() != null,
                        entry.batch(),
                        reader,
                        subtask,
                        subtasks,
                        publishedAt,
                        nowMs));
    }

    /**
     * Of a version without use nothing is kept, unless its entry was of use before and is not over.
     *
     * @return false where another version that stays is known
     */
    public boolean take(ListEntry entry, long nowMs, BroadcastState<String, ListEntry> state)
            throws Exception {
        ListIndex known = in(state);
        ListEntry before = known.get(entry.entryId());
        if (before != null && !entry.supersedes(before)) {
            return false;
        }
        if (uses.test(entry, nowMs) || before != null && !isOver.test(entry, nowMs)) {
            known.put(entry);
            state.put(entry.entryId(), entry);
        } else if (before != null) {
            known.remove(entry.entryId());
            state.remove(entry.entryId());
        }
        return true;
    }

    private void forget(long nowMs, BroadcastState<String, ListEntry> state) throws Exception {
        Iterator<Map.Entry<String, ListEntry>> all = state.iterator();
        while (all.hasNext()) {
            ListEntry entry = all.next().getValue();
            if (isOver.test(entry, nowMs)) {
                all.remove();
                index.remove(entry.entryId());
            }
        }
    }
}

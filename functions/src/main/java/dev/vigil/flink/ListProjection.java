package dev.vigil.flink;

import dev.vigil.policy.Receipts;
import dev.vigil.schema.event.ListEffective;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.event.ListReader;
import dev.vigil.schema.flow.ListInput;
import dev.vigil.schema.flow.ReceiptInput;
import dev.vigil.schema.state.StateName;
import dev.vigil.schema.state.WorkListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.BaseBroadcastProcessFunction;

/** The list as broadcast state: entries by work, merged by version in any order of arrival. */
public final class ListProjection {
    /** Entries by work. */
    public static final MapStateDescriptor<String, WorkListing> BY_WORK =
            new MapStateDescriptor<>(
                    StateName.LIST_BY_WORK, Types.STRING, TypeInformation.of(WorkListing.class));

    /** Which work an entry stands under: an amendment may move it. */
    public static final MapStateDescriptor<String, String> WORK_OF_ENTRY =
            new MapStateDescriptor<>(StateName.LIST_WORK_OF_ENTRY, Types.STRING, Types.STRING);

    /** Publication time of the newest record (UTC epoch ms), under one key: what the list was. */
    public static final MapStateDescriptor<String, Long> AS_OF =
            new MapStateDescriptor<>(StateName.LIST_AS_OF, Types.STRING, Types.LONG);

    private static final String NEWEST = "newest";

    private ListProjection() {}

    static void published(long publishedAt, BroadcastState<String, Long> asOf) throws Exception {
        Long known = asOf.get(NEWEST);
        if (known == null || known < publishedAt) {
            asOf.put(NEWEST, publishedAt);
        }
    }

    /** Null for an empty list. */
    static Long asOf(ReadOnlyBroadcastState<String, Long> asOf) throws Exception {
        return asOf.get(NEWEST);
    }

    /** Takes every version in: see the other one. */
    static Optional<ReceiptInput> take(
            ListInput input,
            ListReader reader,
            TaskInfo task,
            BaseBroadcastProcessFunction.Context context)
            throws Exception {
        return take(input, reader, entry -> true, task, context);
    }

    /**
     * Takes a version in and answers that this task decides by it from now on.
     *
     * @param uses what may change a decision of the reader: nothing else is kept
     * @return empty where another version that stays is known, or no answer is waited for
     */
    static Optional<ReceiptInput> take(
            ListInput input,
            ListReader reader,
            Predicate<ListEntry> uses,
            TaskInfo task,
            BaseBroadcastProcessFunction.Context context)
            throws Exception {
        long nowMs = context.currentProcessingTime();
        BroadcastState<String, WorkListing> byWork = context.getBroadcastState(BY_WORK);
        BroadcastState<String, String> workOfEntry = context.getBroadcastState(WORK_OF_ENTRY);
        boolean news =
                uses.test(input.entry())
                        ? merge(byWork, workOfEntry, input.entry())
                        : leave(byWork, workOfEntry, input.entry());
        if (!news || !Receipts.isOpen(input.publishedAt(), nowMs)) {
            return Optional.empty();
        }
        ListEntry entry = input.entry();
        return Optional.of(
                ReceiptInput.effective(
                        new ListEffective(
                                entry.entryId(),
                                entry.version(),
                                entry.withdrawnAt() != null,
                                entry.batch(),
                                reader,
                                task.getIndexOfThisSubtask(),
                                task.getNumberOfParallelSubtasks(),
                                input.publishedAt(),
                                nowMs)));
    }

    /**
     * Takes a version in.
     *
     * @return false where another one that stays is known
     */
    static boolean merge(
            BroadcastState<String, WorkListing> byWork,
            BroadcastState<String, String> workOfEntry,
            ListEntry entry)
            throws Exception {
        String before = workOfEntry.get(entry.entryId());
        WorkListing old = before == null ? WorkListing.NONE : byWork.get(before);
        WorkListing merged = old.with(entry);
        if (before != null && merged == old) {
            return false;
        }
        if (before != null && !before.equals(entry.workId())) {
            leave(byWork, before, old.without(entry.entryId()));
            merged = of(byWork, entry.workId()).with(entry);
        } else if (before == null) {
            merged = of(byWork, entry.workId()).with(entry);
        }
        byWork.put(entry.workId(), merged);
        workOfEntry.put(entry.entryId(), entry.workId());
        return true;
    }

    /**
     * A version that its reader has no use for: nothing of its entry is kept. One key of a topic
     * keeps its order, so that the version before does not come behind it.
     *
     * @return false where another version that stays is known
     */
    private static boolean leave(
            BroadcastState<String, WorkListing> byWork,
            BroadcastState<String, String> workOfEntry,
            ListEntry entry)
            throws Exception {
        String workId = workOfEntry.get(entry.entryId());
        if (workId == null) {
            return true;
        }
        WorkListing listing = of(byWork, workId);
        if (listing.with(entry) == listing) {
            return false;
        }
        leave(byWork, workId, listing.without(entry.entryId()));
        workOfEntry.remove(entry.entryId());
        return true;
    }

    /** Drops what its reader has no use for any more; walks the whole list, so once a day. */
    static void forget(
            Predicate<ListEntry> uses,
            BroadcastState<String, WorkListing> byWork,
            BroadcastState<String, String> workOfEntry)
            throws Exception {
        List<ListEntry> over = new ArrayList<>();
        for (Map.Entry<String, WorkListing> work : byWork.entries()) {
            work.getValue().entries().stream().filter(uses.negate()).forEach(over::add);
        }
        for (ListEntry entry : over) {
            WorkListing listing = of(byWork, entry.workId());
            leave(byWork, entry.workId(), listing.without(entry.entryId()));
            workOfEntry.remove(entry.entryId());
        }
    }

    /** Nothing is left where nothing stands: every order of arrival ends in the same state. */
    private static void leave(
            BroadcastState<String, WorkListing> byWork, String workId, WorkListing rest)
            throws Exception {
        if (rest.entries().isEmpty()) {
            byWork.remove(workId);
        } else {
            byWork.put(workId, rest);
        }
    }

    static WorkListing of(ReadOnlyBroadcastState<String, WorkListing> byWork, String workId)
            throws Exception {
        WorkListing listing = byWork.get(workId);
        return listing == null ? WorkListing.NONE : listing;
    }
}

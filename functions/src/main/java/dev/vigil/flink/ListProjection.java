package dev.vigil.flink;

import dev.vigil.policy.Receipts;
import dev.vigil.schema.event.ListEffective;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.event.ListReader;
import dev.vigil.schema.flow.ListInput;
import dev.vigil.schema.flow.ReceiptInput;
import dev.vigil.schema.state.StateName;
import dev.vigil.schema.state.WorkListing;
import java.util.Optional;
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

    private ListProjection() {}

    /**
     * Takes a version in and answers that this task decides by it from now on.
     *
     * @return empty where another version that stays is known, or nobody waits for an answer
     */
    static Optional<ReceiptInput> take(
            ListInput input,
            ListReader reader,
            TaskInfo task,
            BaseBroadcastProcessFunction.Context context)
            throws Exception {
        long nowMs = context.currentProcessingTime();
        boolean news =
                merge(
                        context.getBroadcastState(BY_WORK),
                        context.getBroadcastState(WORK_OF_ENTRY),
                        input.entry());
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

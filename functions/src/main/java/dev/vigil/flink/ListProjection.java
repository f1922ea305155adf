package dev.vigil.flink;

import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.state.StateName;
import dev.vigil.schema.state.WorkListing;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

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

    static void merge(
            BroadcastState<String, WorkListing> byWork,
            BroadcastState<String, String> workOfEntry,
            ListEntry entry)
            throws Exception {
        String before = workOfEntry.get(entry.entryId());
        WorkListing old = before == null ? WorkListing.NONE : byWork.get(before);
        WorkListing merged = old.with(entry);
        if (before != null && merged == old) {
            return;
        }
        if (before != null && !before.equals(entry.workId())) {
            leave(byWork, before, old.without(entry.entryId()));
            merged = of(byWork, entry.workId()).with(entry);
        } else if (before == null) {
            merged = of(byWork, entry.workId()).with(entry);
        }
        byWork.put(entry.workId(), merged);
        workOfEntry.put(entry.entryId(), entry.workId());
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

package dev.vigil.flink.verdict;

import dev.vigil.policy.SessionJudge;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.RestoredUpload;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Uploads that stayed down until not long ago, as broadcast state. Entries that keep uploads down
 * are not broadcast, there are millions: each comes with the matches of its recording, and so does
 * its withdrawal. Of a match that is over no news comes, so that its session asks here. One that
 * has ended at its age keeps down what was there before. In any order of arrival the last
 * withdrawal stays, until its sessions have asked or are forgotten.
 */
public final class RestoredUploads {
    /** By the id of the entry. */
    public static final MapStateDescriptor<String, RestoredUpload> STATE =
            new MapStateDescriptor<>(
                    StateName.RESTORED_UPLOADS,
                    Types.STRING,
                    TypeInformation.of(RestoredUpload.class));

    private RestoredUploads() {}

    /**
     * Of the compacted list, which has the withdrawals of all years, a job without state takes
     * those alone that are kept. Behind it each is news, of whatever time it is: of an entry that
     * ended while the job was away it is the time of that end.
     *
     * @param loaded whether the list was read to its end
     * @param sinceMs as of {@link #forget} (UTC epoch ms)
     */
    static void take(
            ListInput input,
            boolean loaded,
            long sinceMs,
            long nowMs,
            BroadcastState<String, RestoredUpload> state)
            throws Exception {
        ListEntry entry = input.entry();
        long seenAt = loaded ? nowMs : input.publishedAt();
        if (!entry.keepsUploadDown() || !entry.wasMistaken() || seenAt < sinceMs) {
            return;
        }
        RestoredUpload known = state.get(entry.entryId());
        if (known == null || known.version() < entry.version()) {
            state.put(entry.entryId(), new RestoredUpload(entry.version(), seenAt));
        }
    }

    /**
     * Walks all of them, so once a day.
     *
     * @param sinceMs what was seen before leaves (UTC epoch ms)
     */
    static void forget(long sinceMs, BroadcastState<String, RestoredUpload> state)
            throws Exception {
        Iterator<Map.Entry<String, RestoredUpload>> all = state.iterator();
        while (all.hasNext()) {
            if (all.next().getValue().seenAt() < sinceMs) {
                all.remove();
            }
        }
    }

    /** The session as it is held now; null where there is none. */
    static JudgedSession without(
            JudgedSession session, ReadOnlyBroadcastState<String, RestoredUpload> state)
            throws Exception {
        if (session == null) {
            return null;
        }
        Set<String> restored = new HashSet<>();
        for (Finding finding : session.findings()) {
            if (isRestored(finding, state)) {
                restored.add(finding.stayDown().entryId());
            }
        }
        return restored.isEmpty()
                ? session
                : SessionJudge.restored(session, entry -> restored.contains(entry.entryId()));
    }

    /** The finding as it is held now: it may have been on its way for a while. */
    static Finding without(Finding finding, ReadOnlyBroadcastState<String, RestoredUpload> state)
            throws Exception {
        return isRestored(finding, state) ? finding.restored() : finding;
    }

    private static boolean isRestored(
            Finding finding, ReadOnlyBroadcastState<String, RestoredUpload> state)
            throws Exception {
        ListEntry down = finding.stayDown();
        RestoredUpload since = down == null ? null : state.get(down.entryId());
        return since != null && since.version() >= down.version();
    }
}

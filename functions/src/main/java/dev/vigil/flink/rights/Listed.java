package dev.vigil.flink.rights;

import dev.vigil.policy.ListIndex;
import dev.vigil.schema.address.Ids;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.WorkListing;
import dev.vigil.schema.reference.RecordingId;
import dev.vigil.schema.rights.RecentChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;

/**
 * List entries of a work, found by the reference that they are on: a work may have thousands, each
 * on the recording of an upload that stays down. Entries that are gone leave after an age.
 */
final class Listed {
    /**
     * How long a withdrawn entry, or one that has moved to another work, keeps older versions out.
     */
    static final long KEEP_GONE_MS = ListIndex.KEEP_GONE_MS;

    /** Of an entry that is on all references of its work; no id is empty. */
    private static final List<String> ALL_REFERENCES = List.of("");

    /** Entries that are withdrawn in one batch leave through an hour. */
    static final int GONE_SPREAD_MS = 3_600_000;

    /** Many windows open at one moment: their works follow within ten seconds. */
    private static final int OPENING_SPREAD_MS = 10_000;

    private final MapState<String, ListEntry> entries;
    private final MapState<String, Ids> byReference;
    private final Endings gone;
    private final Endings openings;
    private final ValueState<Long> lastOpening;
    private final Counter forgotten;

    Listed(RuntimeContext runtime) {
        entries =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                StateName.WORK_ENTRIES,
                                Types.STRING,
                                TypeInformation.of(ListEntry.class)));
        byReference =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                StateName.REFERENCE_ENTRIES,
                                Types.STRING,
                                TypeInformation.of(Ids.class)));
        gone = new Endings(StateName.GONE_ENTRIES, GONE_SPREAD_MS, runtime);
        openings = new Endings(StateName.WINDOW_OPENINGS, OPENING_SPREAD_MS, runtime);
        lastOpening =
                runtime.getState(new ValueStateDescriptor<>(StateName.LAST_OPENING, Types.LONG));
        forgotten = runtime.getMetricGroup().counter("goneEntriesForgotten");
    }

    /** Empty where a later version is known, or it was gone an age ago. */
    Optional<RecentChange> take(ListEntry entry, String workId, TimerService timers)
            throws Exception {
        long now = timers.currentProcessingTime();
        ListEntry known = entries.get(entry.entryId());
        boolean isGone = isGone(entry, workId);
        if (known == null && isGone && entry.goneAt() + KEEP_GONE_MS <= now
                || known != null && !entry.supersedes(known)) {
            return Optional.empty();
        }
        if (known != null) {
            index(known, ids -> ids.without(entry.entryId()));
        }
        index(entry, ids -> ids.with(entry.entryId()));
        entries.put(entry.entryId(), entry);
        if (isGone) {
            gone.add(entry.entryId(), now + KEEP_GONE_MS, timers);
        } else {
            opensLater(entry, now, timers);
        }
        return Optional.of(RecentChange.of(entry, known));
    }

    private static boolean isGone(ListEntry entry, String workId) {
        return entry.withdrawnAt() != null || !entry.workId().equals(workId);
    }

    private void index(ListEntry entry, UnaryOperator<Ids> change) throws Exception {
        List<String> references =
                entry.referenceIds().isEmpty() ? ALL_REFERENCES : entry.referenceIds();
        for (String reference : references) {
            Ids known = byReference.get(reference);
            Ids now = change.apply(known == null ? Ids.NONE : known);
            if (now.ids().isEmpty()) {
                byReference.remove(reference);
            } else {
                byReference.put(reference, now);
            }
        }
    }

    private void opensLater(ListEntry entry, long nowMs, TimerService timers) throws Exception {
        for (long from : entry.openings()) {
            if (from > nowMs) {
                long at = openings.add(entry.entryId(), from, timers);
                Long last = lastOpening.value();
                lastOpening.update(last == null ? at : Math.max(last, at));
            }
        }
    }

    /** Entries that concern a reference of the work. */
    ListIndex of(String referenceId) throws Exception {
        return ListIndex.of(on(referenceId));
    }

    private List<ListEntry> on(String referenceId) throws Exception {
        List<ListEntry> on = new ArrayList<>();
        List<String> keys = new ArrayList<>(ALL_REFERENCES);
        keys.addAll(RecordingId.ids(referenceId));
        for (String key : keys) {
            Ids ids = byReference.get(key);
            for (String id : ids == null ? List.<String>of() : ids.ids()) {
                on.add(entries.get(id));
            }
        }
        return on;
    }

    /** What a change brings to a match of the reference: what it carries, or what is found here. */
    WorkListing brought(RecentChange change, String referenceId) throws Exception {
        if (!change.many()) {
            return change.entries();
        }
        Map<String, ListEntry> brought = new TreeMap<>();
        change.entries().entries().forEach(entry -> brought.put(entry.entryId(), entry));
        for (ListEntry entry : on(referenceId)) {
            brought.put(entry.entryId(), entry);
        }
        return new WorkListing(List.copyOf(brought.values()));
    }

    /**
     * The entry that keeps an upload down, of which that is the reference, also one that has ended
     * at its age; null for none.
     */
    ListEntry stayDown(String referenceId) throws Exception {
        ListEntry known = entries.get(RecordingId.of(referenceId));
        return known != null && known.keepsUploadDown() && !known.wasMistaken() ? known : null;
    }

    /** When the opening of the last window that is announced is due (UTC epoch ms); or null. */
    Long lastOpening() throws Exception {
        return lastOpening.value();
    }

    /** True where a window has opened; that of a withdrawn entry never opens. */
    boolean opens(long timestamp) throws Exception {
        Long last = lastOpening.value();
        if (last != null && last <= timestamp) {
            lastOpening.clear();
        }
        for (String id : openings.take(timestamp)) {
            ListEntry known = entries.get(id);
            if (known != null && known.withdrawnAt() == null) {
                return true;
            }
        }
        return false;
    }

    /** Forgets those that are gone for an age, and returns them; what has come back stays. */
    List<ListEntry> onTimer(long timestamp, String workId) throws Exception {
        List<ListEntry> left = new ArrayList<>();
        for (String id : gone.take(timestamp)) {
            ListEntry known = entries.get(id);
            if (known != null && isGone(known, workId)) {
                index(known, ids -> ids.without(id));
                entries.remove(id);
                forgotten.inc();
                left.add(known);
            }
        }
        return left;
    }
}

package dev.vigil.flink.match;

import dev.vigil.audio.Peak;
import dev.vigil.audio.PeakWindow;
import dev.vigil.audio.Profile;
import dev.vigil.audio.Profiles;
import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.LoadedGate;
import dev.vigil.flink.PureFailure;
import dev.vigil.policy.StayDownWork;
import dev.vigil.register.Overlaps;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.match.ProbeInput;
import dev.vigil.schema.match.ReferenceProbe;
import dev.vigil.schema.match.ReferenceReading;
import dev.vigil.schema.match.SearchAnswer;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.FingerprintProfile;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.PeakWindowState;
import dev.vigil.schema.media.SessionEnd;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.register.FoundOverlap;
import dev.vigil.schema.register.OverlapInput;
import dev.vigil.schema.wire.ReferenceKey;
import dev.vigil.signal.SignalName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keyed by reference. Asks the index what a new reference has in common with others: its chunks
 * become packets of a session of its own, which are searched like those of an upload. Keeps the 16
 * s that the next packet overlaps, for a day at most; no timers. That session is of the kind FEED,
 * a rights holder's own recording: it is never judged.
 *
 * <p>Keeps of each recording which version was read last, until it is retired: as in the index, an
 * older version or its retirement changes nothing. What was found of a version holds until the next
 * one is searched for to its end: Align reports that.
 *
 * <p>What was there at a start without state is not asked for again: an index that is built anew
 * would be searched for all that is in it. That holds where the job fails before all is read, too:
 * which key groups are to be read is kept. Nor are uploads that stay down and recordings of peers.
 */
public final class ReferenceProbesFunction
        extends KeyedProcessFunction<String, ProbeInput, SearchInput>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    /** That a reference went, or a version of it was read that is not asked for. */
    public static final OutputTag<OverlapInput> RENEWED =
            new OutputTag<>("renewed-references", TypeInformation.of(OverlapInput.class));

    private static final String STAGE = "reference probes";

    /** For a reference whose manifest never comes. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final String SESSION = "reference:";

    private static final long[] NOT_KEPT = {};

    private final int slot;
    private transient ValueState<ReferenceProbe> probe;
    private transient ValueState<ReferenceReading> reading;
    private transient LoadedGate[] gates;
    private transient ListState<Integer> unreadGroups;

    /** Key groups that no start has read to the end of what was there; before open all of them. */
    private transient BitSet unread;

    /**
     * @param slot key of the index slot that packets go to
     */
    public ReferenceProbesFunction(int slot) {
        this.slot = slot;
    }

    /** False for what is no recording that a rights holder registered here. */
    public static boolean isRegistered(String workId, String referenceId) {
        return SignalName.signal(referenceId).isEmpty()
                && SignalName.signal(workId).isEmpty()
                && !StayDownWork.isOne(referenceId);
    }

    /** True for a match of a reference that was asked for. */
    static boolean isOfReference(OpenMatch match) {
        return match.context() != null && match.context().kind() == SessionKind.FEED;
    }

    /** For both works alike, once all of the match is known. */
    static List<OverlapInput> found(OpenMatch match) {
        Evidence evidence = match.evidence();
        SessionStarted asking = match.context();
        if (evidence.open()
                || evidence.workId().equals(asking.workId())
                || !isRegistered(evidence.workId(), evidence.referenceId())) {
            return List.of();
        }
        FoundOverlap found =
                Overlaps.found(asking.workId(), asking.title(), evidence, match.life());
        return List.of(OverlapInput.found(found), OverlapInput.found(found.mirrored()));
    }

    /** What the last answer to a reference that was asked for says of its overlaps. */
    static Optional<OverlapInput> searched(SearchAnswer answer) {
        SessionStarted asking = answer.context();
        return answer.end() != null && asking != null && asking.kind() == SessionKind.FEED
                ? Optional.of(OverlapInput.renewed(asking.workId(), asking.title(), answer.life()))
                : Optional.empty();
    }

    /** After a restore other key groups may be those of the task: each reads all. */
    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        unreadGroups =
                context.getOperatorStateStore()
                        .getUnionListState(
                                new ListStateDescriptor<>(StateName.UNREAD_REFERENCES, Types.INT));
        unread = new BitSet();
        if (context.isRestored()) {
            unreadGroups.get().forEach(unread::set);
        } else {
            unread.set(0, KeyGroups.MAX_PARALLELISM);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        TaskInfo task = getRuntimeContext().getTaskInfo();
        KeyGroupRange own =
                KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                        KeyGroups.MAX_PARALLELISM,
                        task.getNumberOfParallelSubtasks(),
                        task.getIndexOfThisSubtask());
        List<Integer> left = new ArrayList<>();
        own.forEach(
                group -> {
                    if (isUnread(group)) {
                        left.add(group);
                    }
                });
        unreadGroups.update(left);
    }

    @Override
    public void open(OpenContext context) {
        ValueStateDescriptor<ReferenceProbe> kept =
                new ValueStateDescriptor<>(StateName.REFERENCE_PROBE, ReferenceProbe.class);
        kept.enableTimeToLive(StateTtlConfig.newBuilder(KEPT).build());
        probe = getRuntimeContext().getState(kept);
        reading =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.REFERENCE_READING, ReferenceReading.class));
        gates = new LoadedGate[KeyGroups.MAX_PARALLELISM];
        for (int i = 0; i < gates.length; i++) {
            gates[i] = new LoadedGate();
        }
    }

    @Override
    public void processElement(ProbeInput input, Context context, Collector<SearchInput> out)
            throws Exception {
        if (input.loaded() != null) {
            gates[KeyGroups.of(context.getCurrentKey())].mark(input.loaded());
        } else {
            arrived(input.part(), context, out);
        }
    }

    /** False for what was there at a start without state. */
    private boolean isNews(Context context) {
        return !isUnread(KeyGroups.of(context.getCurrentKey()));
    }

    private boolean isUnread(int group) {
        return unread.get(group) && !gates[group].isOpen();
    }

    private void arrived(ReferencePart part, Context context, Collector<SearchInput> out)
            throws Exception {
        ReferenceReading last = reading.value();
        if (part.peaks() == null && part.manifest() == null) {
            retired(part, last, context);
        } else if (!isOfPictures(part) && (last == null || part.version() >= last.version())) {
            read(part, last, context, out);
        }
    }

    /** Those are not asked for: what works have in common is looked for in their sound. */
    private static boolean isOfPictures(ReferencePart part) {
        String profile = part.manifest() == null ? part.profile() : part.manifest().profile();
        return profile != null && FingerprintProfile.isOfPictures(profile);
    }

    private void read(
            ReferencePart part, ReferenceReading last, Context context, Collector<SearchInput> out)
            throws Exception {
        if (part.manifest() != null) {
            ended(part, last, context, out);
        } else if (isNews(context)) {
            chunk(part, last, context, out);
        }
    }

    private void chunk(
            ReferencePart part, ReferenceReading last, Context context, Collector<SearchInput> out)
            throws Exception {
        ReferenceProbe known = probe.value();
        if (known != null && known.version() == part.version() && known.next() == part.chunk()) {
            asked(part, known, context, out);
        } else if (part.chunk() == 0) {
            long startedAt = later(last, known, context);
            asked(part, new ReferenceProbe(part.version(), 0, startedAt, null), context, out);
        }
    }

    /** Now, and later than any reading before: two may come within a ms, and clocks go back. */
    private static long later(ReferenceReading last, ReferenceProbe known, Context context) {
        long nowMs = context.timerService().currentProcessingTime();
        long afterLast = last == null ? nowMs : Math.max(nowMs, last.at() + 1);
        return known == null ? afterLast : Math.max(afterLast, known.startedAt() + 1);
    }

    private void retired(ReferencePart part, ReferenceReading last, Context context)
            throws Exception {
        if (part.chunk() != ReferenceKey.MANIFEST) {
            return;
        }
        ReferenceProbe known = probe.value();
        boolean isNewerComing = known != null && known.version() > part.version();
        if (!isNewerComing) {
            probe.clear();
        }
        if (last == null || last.version() == part.version()) {
            reading.clear();
            // What is found of a version that is coming is not of the one that goes.
            renewed(part, isNewerComing ? known.startedAt() : later(last, known, context), context);
        }
    }

    private void renewed(ReferencePart part, long at, Context context) {
        if (isNews(context)) {
            context.output(RENEWED, OverlapInput.renewed(part.workId(), part.referenceId(), at));
        }
    }

    private void asked(
            ReferencePart part, ReferenceProbe before, Context context, Collector<SearchInput> out)
            throws Exception {
        Optional<Asked> asked =
                PureFailure.guarded(
                        STAGE,
                        part.referenceId(),
                        part.version(),
                        context,
                        () -> asked(part, before));
        if (asked.isEmpty()) {
            probe.clear();
            return;
        }
        probe.update(
                new ReferenceProbe(
                        part.version(),
                        part.chunk() + 1,
                        before.startedAt(),
                        asked.get().window()));
        asked.get().packets().forEach(out::collect);
    }

    /** What a chunk becomes. */
    private record Asked(PeakWindowState window, List<SearchInput> packets) {}

    private Asked asked(ReferencePart part, ReferenceProbe before) {
        List<Packet> packets = new ArrayList<>();
        PeakWindow window = window(part, before, packets);
        return new Asked(
                window.state(), sent(packets, part.workId(), part.referenceId(), before, null));
    }

    private List<SearchInput> sent(
            List<Packet> packets,
            String workId,
            String referenceId,
            ReferenceProbe known,
            SessionEnd end) {
        SessionStarted asking = session(workId, referenceId, known);
        return packets.stream().map(packet -> packet(packet, asking, known, end)).toList();
    }

    /** What is settled follows from the peak that comes next: a chunk has no end of its own. */
    private static PeakWindow window(
            ReferencePart part, ReferenceProbe before, List<Packet> packets) {
        Profile profile = Profiles.ALL.of(part.profile());
        PeakWindow window =
                before.window() == null
                        ? new PeakWindow(profile, packets::add)
                        : new PeakWindow(profile, before.window(), packets::add);
        for (long peak : part.peaks()) {
            window.settled(Peak.frame(peak) / PeakWindow.GRID_FRAMES * PeakWindow.GRID_FRAMES);
            window.peak(peak);
        }
        return window;
    }

    /** A version of which chunks were not asked for has replaced the one before all the same. */
    private void ended(
            ReferencePart part, ReferenceReading last, Context context, Collector<SearchInput> out)
            throws Exception {
        ReferenceProbe known = probe.value();
        boolean isAsked = known != null && known.version() == part.version();
        boolean isNewerComing = known != null && known.version() > part.version();
        if (!isAsked && last != null && last.version() == part.version()) {
            return;
        }
        long at = isAsked || isNewerComing ? known.startedAt() : later(last, known, context);
        reading.update(new ReferenceReading(part.version(), at));
        if (!isNewerComing) {
            probe.clear();
        }
        Optional<List<SearchInput>> asked =
                isAsked
                        ? PureFailure.guarded(
                                STAGE,
                                part.referenceId(),
                                part.version(),
                                context,
                                () -> ended(part.manifest(), known))
                        : Optional.empty();
        if (asked.isPresent()) {
            asked.get().forEach(out::collect);
        } else {
            renewed(part, at, context);
        }
    }

    private List<SearchInput> ended(ReferenceManifest manifest, ReferenceProbe known) {
        List<Packet> packets = new ArrayList<>();
        new PeakWindow(Profiles.ALL.of(manifest.profile()), known.window(), packets::add).finish(0);
        SessionEnd end =
                new SessionEnd(known.startedAt(), false, manifest.durationMs(), 0, false, false);
        return sent(packets, manifest.workId(), manifest.referenceId(), known, end);
    }

    private SearchInput packet(
            Packet packet, SessionStarted asking, ReferenceProbe known, SessionEnd end) {
        Packet withoutPicture =
                new Packet(
                        packet.profile(),
                        packet.sequence(),
                        packet.fromFrame(),
                        packet.toFrame(),
                        packet.peaks(),
                        NOT_KEPT,
                        packet.last());
        return SearchInput.packet(
                new StreamPacket(
                        asking.sessionId(),
                        asking,
                        known.startedAt(),
                        withoutPicture,
                        packet.last() ? end : null,
                        known.startedAt(),
                        known.startedAt()),
                slot);
    }

    /** Its title is the reference: a session's id is shorter than both names. */
    private static SessionStarted session(String workId, String referenceId, ReferenceProbe known) {
        String number = Long.toHexString(ReferenceName.of(workId, referenceId).number());
        return SessionStartedBuilder.builder()
                .sessionId(SESSION + number + ":" + known.version())
                .kind(SessionKind.FEED)
                .accountId(SESSION + number)
                .startAt(known.startedAt())
                .title(referenceId)
                .workId(workId)
                .build();
    }
}

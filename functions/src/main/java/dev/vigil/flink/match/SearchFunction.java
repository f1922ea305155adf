package dev.vigil.flink.match;

import dev.vigil.flink.PureFailure;
import dev.vigil.match.SearchProfile;
import dev.vigil.match.SearchProfiles;
import dev.vigil.match.SearchSettings;
import dev.vigil.policy.StayDownWork;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.match.MatchEvidence;
import dev.vigil.schema.match.SearchAnswer;
import dev.vigil.schema.match.SearchAnswerBuilder;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.match.WaitingRange;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.reference.IndexDivision;
import dev.vigil.schema.reference.IndexedReference;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.schema.reference.ReferencePart;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keyed by slot: packets to candidate lines, each in the index of its profile. Keeps nothing about
 * a query but what is shown of a match ({@link ShownEvidence}); keyed state holds the parts of
 * references of all profiles, the searched form is built from them by threads of this operator.
 *
 * <p>After a restore, and until the references are loaded, packets wait in state. The task reads
 * state in steps of {@value #STEP_MS} ms at most and answers what has waited in shorter ones, each
 * in a timer of its own, so that checkpoints and whatever else it has to do come between them. A
 * timer runs in the mailbox, fires after a restore although nothing comes in, and leaves this a
 * keyed function: an operator with a mailbox executor of its own would do the same and set keys and
 * timers by hand.
 *
 * <p>Timers: processing time, the next step and the next feed that may be over. Which of them one
 * is for is a field of the {@link Slot}, not state: so is all that they are about, what is built
 * and when a feed was last seen. A timer of a savepoint makes the slot when it fires, and that sets
 * both anew.
 */
public final class SearchFunction extends KeyedProcessFunction<Integer, SearchInput, SearchAnswer>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    /** What people can look at of matches. */
    public static final OutputTag<MatchEvidence> EVIDENCE = ShownEvidence.OUT;

    private static final String STAGE = "search";

    /** What threads are called that make hashes. */
    static final String HASHERS = ", hashes";

    /** A feed is searched this long after its last packet; a restream lags by less. */
    public static final long FEED_TTL_MS = 3_600_000;

    private static final long STEP_MS = 50;

    /**
     * Length of a step that answers what has waited. Between two steps a few inputs come through,
     * each of which costs an answer: with longer steps a barrier behind hundreds of them takes
     * seconds.
     */
    private static final long ANSWERS_MS = 5;

    /** Until the next step where there is something to do. */
    private static final long SOON_MS = 1;

    /** Until the next look where the worker or the hashers have to go on first. */
    private static final long LOOK_MS = 20;

    private final SearchProfiles profiles;
    private final SearchSettings listening;
    private final IndexPlan plan;
    private final IndexThreads threads;
    private final long stepMs;
    private transient ListState<IndexDivision> division;
    private transient ReferenceParts parts;
    private transient MapState<Long, StreamPacket> waiting;
    private transient ValueState<WaitingRange> waitingRange;
    private transient Map<Integer, Slot> slots;
    private transient Executor worker;
    private transient Executor hashers;
    private transient IndexGauges gauges;
    private transient ShownEvidence evidence;
    private transient Counter droppedStayDowns;
    private transient double mostHours;

    /**
     * @param listening how thoroughly what is searched
     * @param plan how the index is divided, and for how much there is memory
     */
    public SearchFunction(SearchSettings listening, IndexPlan plan) {
        this(SearchedProfiles.ALL, listening, plan);
    }

    /**
     * @param profiles searched side by side
     */
    public SearchFunction(SearchProfiles profiles, SearchSettings listening, IndexPlan plan) {
        this(profiles, listening, plan, IndexThreads.OWN, STEP_MS);
    }

    SearchFunction(
            SearchProfiles profiles,
            SearchSettings listening,
            IndexPlan plan,
            IndexThreads threads,
            long stepMs) {
        this.profiles = profiles;
        this.listening = listening;
        this.plan = plan;
        this.threads = threads;
        this.stepMs = stepMs;
    }

    /** Refused again here, where it was not found before the start (RestoreChecks). */
    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        division =
                context.getOperatorStateStore()
                        .getUnionListState(
                                new ListStateDescriptor<>(
                                        StateName.INDEX_DIVISION,
                                        TypeInformation.of(IndexDivision.class)));
        for (IndexDivision before : division.get()) {
            plan.refusal(before)
                    .ifPresent(
                            refusal -> {
                                throw new IllegalStateException(refusal);
                            });
        }
        division.update(List.of(plan.division()));
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {}

    @Override
    public void open(OpenContext context) {
        parts = new ReferenceParts(getRuntimeContext());
        waiting =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        StateName.WAITING_PACKETS,
                                        Types.LONG,
                                        TypeInformation.of(StreamPacket.class)));
        waitingRange =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.WAITING_RANGE, WaitingRange.class));
        slots = new HashMap<>();
        TaskInfo task = getRuntimeContext().getTaskInfo();
        worker = threads.start(task.getTaskNameWithSubtasks(), 1);
        int several = Runtime.getRuntime().availableProcessors();
        hashers = threads.start(task.getTaskNameWithSubtasks() + HASHERS, several);
        int slotsHere =
                plan.slotsOf(task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks());
        gauges = new IndexGauges(getRuntimeContext().getMetricGroup(), slotsHere);
        droppedStayDowns = getRuntimeContext().getMetricGroup().counter("droppedStayDowns");
        evidence = new ShownEvidence(getRuntimeContext(), profiles, listening);
        mostHours = plan.mostHours() > 0 ? plan.mostHours() : hoursInThisHeap();
    }

    /** Where it is not counted: as if this task had the process for itself. */
    private double hoursInThisHeap() {
        int tasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        return IndexPlan.hoursIn(Runtime.getRuntime().maxMemory(), plan.slotsTogether(tasks, 1));
    }

    @Override
    public void close() {
        end(worker);
        end(hashers);
    }

    private static void end(Executor threads) {
        if (threads instanceof ExecutorService own) {
            own.shutdownNow();
        }
    }

    @Override
    public void processElement(SearchInput input, Context context, Collector<SearchAnswer> out)
            throws Exception {
        Slot slot = slot(context, out);
        slot.settle();
        switch (input.kind()) {
            case PACKET -> packet(input.packet(), slot, context, out);
            case FEED -> feed(input.packet(), slot, context);
            case REFERENCE -> reference(input.part(), slot, context);
            case LOADED -> {
                slot.mark(input.loaded());
                step(slot, context, out);
            }
            default ->
                    throw new IllegalStateException(
                            "kind: expected one that Search reads, got "
                                    + input.kind()
                                    + "; correct the wiring");
        }
        if (slot.live().isPresent() && slot.isComing()) {
            // It is published and merged though nothing else comes in.
            stepLater(slot, context);
        }
        tell(slot, context);
    }

    private void tell(Slot slot, Context context) {
        slot.failures().forEach(letter -> context.output(PureFailure.DEAD, letter));
        gauges.show(slots.values());
    }

    private void packet(
            StreamPacket packet, Slot slot, Context context, Collector<SearchAnswer> out)
            throws Exception {
        WaitingRange range = slot.waiting();
        Optional<LiveSlot> live = slot.live();
        if (live.isPresent() && range.isEmpty()) {
            answer(packet, live.get(), slot, context, out);
        } else {
            waiting.put(range.next(), packet);
            waits(new WaitingRange(range.first(), range.next() + 1), slot);
            if (live.isPresent()) {
                // Each input does one step: it is held back before the queue grows.
                answerFirst(live.get(), slot, context, out);
            }
        }
    }

    private void waits(WaitingRange range, Slot slot) throws Exception {
        slot.waits(range);
        if (range.isEmpty()) {
            waitingRange.clear();
        } else {
            waitingRange.update(range);
        }
    }

    /** As much as there is time for, and one thing at least. */
    private void step(Slot slot, Context context, Collector<SearchAnswer> out) throws Exception {
        long began = context.timerService().currentProcessingTime();
        long readsUntil = began + stepMs;
        Optional<BuildingSlot> building = slot.building();
        if (building.isPresent()) {
            read(building.get(), readsUntil, context);
        }
        slot.settle();
        Optional<LiveSlot> live = slot.live();
        if (live.isPresent()) {
            answerWaiting(live.get(), slot, context, out);
        }
        gauges.step(context.timerService().currentProcessingTime() - began);
        stepLater(slot, context);
    }

    private void read(BuildingSlot building, long untilMs, Context context) throws Exception {
        for (boolean time = true;
                time && building.wantsToRead();
                time = isBefore(untilMs, context)) {
            building.read(parts);
        }
    }

    private static boolean isBefore(long timeMs, Context context) {
        return context.timerService().currentProcessingTime() < timeMs;
    }

    private void answerWaiting(
            LiveSlot live, Slot slot, Context context, Collector<SearchAnswer> out)
            throws Exception {
        long until = context.timerService().currentProcessingTime() + Math.min(stepMs, ANSWERS_MS);
        boolean time = true;
        while (time && !slot.waiting().isEmpty()) {
            answerFirst(live, slot, context, out);
            time = isBefore(until, context);
        }
    }

    private void answerFirst(LiveSlot live, Slot slot, Context context, Collector<SearchAnswer> out)
            throws Exception {
        WaitingRange range = slot.waiting();
        answer(waiting.get(range.first()), live, slot, context, out);
        waiting.remove(range.first());
        waits(new WaitingRange(range.first() + 1, range.next()), slot);
    }

    private void stepLater(Slot slot, Context context) {
        long nowMs = context.timerService().currentProcessingTime();
        Optional<BuildingSlot> building = slot.building();
        boolean answers = building.isEmpty() && !slot.waiting().isEmpty();
        if (answers || slot.isComing()) {
            boolean soon = answers || building.map(BuildingSlot::wantsToRead).orElse(false);
            slot.stepAt(nowMs + (soon ? SOON_MS : LOOK_MS), nowMs)
                    .ifPresent(context.timerService()::registerProcessingTimeTimer);
        }
    }

    private void answer(
            StreamPacket sent,
            LiveSlot live,
            Slot slot,
            Context context,
            Collector<SearchAnswer> out)
            throws Exception {
        Packet packet = sent.packet();
        boolean isRecording = isRecording(sent.context());
        double hours = slot.hoursInShards(packet.profile());
        Optional<Optional<List<FoundLine>>> lines =
                PureFailure.guarded(
                        STAGE,
                        sent.sessionId(),
                        packet.sequence(),
                        context,
                        () -> asked(sent, live, hours));
        // The session's end must not be lost with the packet, nor what other shards find.
        boolean awaited = packet.last() || plan.shards() > 1 || isRecording;
        if (lines.isPresent()) {
            lines.get().ifPresent(found -> out.collect(answer(sent, found, false, slot)));
        } else if (awaited) {
            out.collect(answer(sent, List.of(), true, slot));
        }
        List<FoundLine> found = lines.flatMap(answered -> answered).orElse(List.of());
        evidence.answered(sent, found, live, hours, context);
    }

    private static Optional<List<FoundLine>> asked(StreamPacket sent, LiveSlot live, double hours) {
        SessionStarted context = sent.context();
        return context != null && context.kind() == SessionKind.FEED
                ? live.askNew(sent.packet(), context.workId(), hours)
                : live.ask(sent.packet(), isRecording(context), hours);
    }

    private static SearchAnswer answer(
            StreamPacket sent, List<FoundLine> lines, boolean failed, Slot slot) {
        Packet packet = sent.packet();
        return SearchAnswerBuilder.builder()
                .sessionId(sent.sessionId())
                .context(sent.context())
                .captureBase(sent.captureBase())
                .life(sent.life())
                .receivedBase(sent.receivedBase())
                .profile(packet.profile())
                .sequence(packet.sequence())
                .fromFrame(packet.fromFrame())
                .toFrame(packet.toFrame())
                .last(packet.last())
                .end(sent.end())
                .failed(failed)
                .shard(slot.shard())
                .hours(slot.hours(packet.profile()))
                .indexVersion(slot.version())
                .lines(lines)
                .build();
    }

    /** An upload, or a reference that is asked for: what is searched thoroughly. */
    private static boolean isRecording(SessionStarted context) {
        return context != null && context.kind() != SessionKind.LIVE;
    }

    /** What is new in a packet of a feed. */
    private record NewWords(SearchProfile profile, long[] words) {}

    private void feed(StreamPacket sent, Slot slot, Context context) throws Exception {
        Packet packet = sent.packet();
        Optional<NewWords> read =
                PureFailure.guarded(
                        STAGE,
                        sent.sessionId(),
                        packet.sequence(),
                        context,
                        () -> newWords(packet));
        if (read.isEmpty()) {
            return;
        }
        long[] words = read.get().words();
        IndexedReference before = before(sent, slot);
        IndexedReference feed = grown(before, packet.sequence(), read.get());
        if (!slot.fits(feed)) {
            // What is on air now has the room of its own past.
            for (IndexedReference past : slot.past(feed)) {
                forget(past, slot);
            }
        }
        if (slot.fits(feed)) {
            parts.removeUpTo(feed.first(), before);
            parts.grow(feed, packet, words);
            slot.grow(feed, words);
            seen(feed.name(), slot, context);
        } else {
            refused(feed, slot, context);
        }
    }

    /**
     * Where it begins anew under its id its time does too: its past remains beside it, and ends.
     */
    private static IndexedReference before(StreamPacket sent, Slot slot) {
        String work = sent.context().workId();
        String feed = IndexPlan.feedId(sent);
        IndexedReference known = slot.feed(work, feed);
        long sequence = sent.packet().sequence();
        String profile = sent.packet().profile();
        if (known != null && sequence >= known.next() && known.profile().equals(profile)) {
            return known;
        }
        long version = known == null ? 0 : known.version() + 1;
        return ReferenceParts.feed(work, feed, version, profile, sequence);
    }

    /** By a packet; what a restream would not lag behind any more goes, the feed itself stays. */
    private static IndexedReference grown(IndexedReference feed, long sequence, NewWords read) {
        SearchProfile profile = read.profile();
        long packets = (long) (FEED_TTL_MS / profile.millis(profile.gridFrames()));
        long oldest = sequence + 1 - packets;
        long[] words = read.words();
        return feed.grown(sequence, profile.fromFrame(words), profile.toFrame(words))
                .without(oldest, oldest * profile.gridFrames());
    }

    private void refused(IndexedReference feed, Slot slot, Context context) {
        long nowMs = context.timerService().currentProcessingTime();
        if (slot.refuse(feed.name(), nowMs)) {
            context.output(PureFailure.DEAD, full(feed));
        }
        expires(nowMs, slot, context);
    }

    private NewWords newWords(Packet packet) {
        SearchProfile profile = profiles.of(packet.profile());
        long[] words = profile.newWords(packet);
        if (!profile.areInOrder(words)) {
            throw new IllegalArgumentException(
                    "feed: expected peaks or words in order of time, got some that are not");
        }
        return new NewWords(profile, words);
    }

    private void forget(IndexedReference reference, Slot slot) throws Exception {
        slot.retire(reference);
        parts.unlist(reference);
        if (reference.feed()) {
            parts.remove(reference);
        }
    }

    private static void seen(ReferenceName feed, Slot slot, Context context) {
        long nowMs = context.timerService().currentProcessingTime();
        slot.seen(feed, nowMs);
        expires(nowMs, slot, context);
    }

    private static void expires(long seenMs, Slot slot, Context context) {
        slot.expiresAt(seenMs + FEED_TTL_MS)
                .ifPresent(context.timerService()::registerProcessingTimeTimer);
    }

    private void reference(ReferencePart part, Slot slot, Context context) throws Exception {
        if (part.peaks() == null && part.manifest() == null) {
            retired(part, slot);
            return;
        }
        ReferenceManifest manifest = part.manifest();
        Optional<SearchProfile> profile =
                profiles.find(manifest == null ? part.profile() : manifest.profile());
        if (profile.isPresent()) {
            parts.put(part);
            if (manifest != null) {
                completed(manifest, profile.get(), slot, context);
            }
        } else if (manifest != null) {
            // Chunks of its profile were left out too. Those of a known one stay until they are
            // retired, as chunks without a manifest do.
            context.output(PureFailure.DEAD, unknown(ReferenceParts.named(manifest, 0, 0)));
        }
    }

    private DeadLetter unknown(IndexedReference reference) {
        return ReferenceParts.letter(
                reference,
                ReferenceParts.UNKNOWN_PROFILE,
                "manifest: expected a fingerprint of one of the profiles "
                        + profiles.ids()
                        + ", got "
                        + reference.profile()
                        + "; it is not searched: ingest the work again with one of them, or"
                        + " upgrade the job first");
    }

    private void completed(
            ReferenceManifest manifest, SearchProfile profile, Slot slot, Context context)
            throws Exception {
        long nowMs = context.timerService().currentProcessingTime();
        IndexedReference claimed = ReferenceParts.claimed(manifest, profile).withSince(nowMs);
        IndexedReference before = slot.known(claimed.name());
        if (before != null && before.version() > claimed.version()) {
            parts.remove(claimed);
            return;
        }
        dropTooOld(claimed, slot, context);
        if (!slot.fits(claimed)) {
            full(before, claimed, slot, context);
            return;
        }
        ReferenceParts.Whole whole =
                ReferenceParts.assemble(manifest, profile, parts.chunks(manifest));
        IndexedReference arrived = whole.reference().withSince(nowMs);
        if (whole.problem() != null) {
            context.output(
                    PureFailure.DEAD,
                    ReferenceParts.letter(arrived, ReferenceParts.INCOMPLETE, whole.problem()));
            return;
        }
        if (slot.fits(arrived)) {
            parts.list(arrived);
            slot.put(arrived, whole.peaks());
            forgetVersion(before, arrived);
        } else {
            full(before, arrived, slot, context);
        }
    }

    /** Uploads that stay down have a share of the index: the oldest leave for a new one. */
    private void dropTooOld(IndexedReference added, Slot slot, Context context) throws Exception {
        for (IndexedReference old : slot.tooOld(added)) {
            forget(old, slot);
            parts.remove(old);
            droppedStayDowns.inc();
            context.output(
                    PureFailure.DEAD,
                    ReferenceParts.letter(
                            old,
                            ReferenceParts.STAYDOWN_DROPPED,
                            "index: expected uploads that stay down within a quarter of the "
                                    + mostHours
                                    + " h of references of this slot, got more; the oldest is no"
                                    + " longer searched: lower staydown.age, or give more memory,"
                                    + " index.hours or index.shards"));
        }
    }

    private void full(IndexedReference before, IndexedReference arrived, Slot slot, Context context)
            throws Exception {
        context.output(PureFailure.DEAD, full(arrived));
        noRoom(before, arrived, slot);
    }

    private void forgetVersion(IndexedReference before, IndexedReference after) throws Exception {
        if (before != null && before.version() != after.version()) {
            parts.remove(before);
        }
    }

    /** The version that is searched stays so; without one this waits for a restart with room. */
    private void noRoom(IndexedReference before, IndexedReference arrived, Slot slot)
            throws Exception {
        if (before == null || before.leftOut()) {
            parts.list(arrived.withLeftOut(true));
            slot.leave(arrived);
            forgetVersion(before, arrived);
        } else {
            forgetVersion(arrived, before);
        }
    }

    private DeadLetter full(IndexedReference reference) {
        return ReferenceParts.letter(
                reference,
                ReferenceParts.INDEX_FULL,
                "index: expected room for "
                        + reference.workId()
                        + "/"
                        + reference.referenceId()
                        + " within the "
                        + mostHours
                        + " h of references of this slot ("
                        + IndexPlan.MOST_HOURS
                        + " h with 2 s behind each), got none; it is not searched: retire others,"
                        + " or give more memory, index.hours or index.shards, and restart");
    }

    /** A tombstone; that of an old version leaves the newer one searched. */
    private void retired(ReferencePart part, Slot slot) throws Exception {
        parts.remove(part);
        IndexedReference known = slot.known(ReferenceName.of(part.workId(), part.referenceId()));
        if (ReferenceParts.isManifest(part) && known != null && known.version() == part.version()) {
            forget(known, slot);
        }
    }

    /** Begins to build the searched form of a slot when it is first touched. */
    private Slot slot(Context context, Collector<SearchAnswer> out) throws Exception {
        Slot touched = slots.get(context.getCurrentKey());
        if (touched != null) {
            return touched;
        }
        Slot slot =
                new Slot(
                        profiles,
                        listening,
                        plan,
                        mostHours,
                        context.getCurrentKey(),
                        worker,
                        hashers);
        slots.put(context.getCurrentKey(), slot);
        WaitingRange range = waitingRange.value();
        slot.waits(range == null ? WaitingRange.NONE : range);
        List<IndexedReference> all = parts.all();
        // What was searched before comes first: a smaller limit may not remove it for another. Of
        // these works do, as a feed is over soon, and of a feed what is on air now.
        all.sort(Comparator.comparingLong(IndexedReference::version).reversed());
        all.sort(Comparator.comparingLong(IndexedReference::since).reversed());
        all.sort(Comparator.comparing(one -> StayDownWork.isOne(one.referenceId())));
        all.sort(Comparator.comparing(IndexedReference::feed));
        all.sort(Comparator.comparing(one -> one.leftOut()));
        BuildingSlot building = slot.building().orElseThrow();
        for (IndexedReference reference : all) {
            found(reference, building, slot, context);
        }
        step(slot, context, out);
        return slot;
    }

    private void found(
            IndexedReference reference, BuildingSlot building, Slot slot, Context context)
            throws Exception {
        if (profiles.find(reference.profile()).isEmpty()) {
            foundUnknown(reference, building, slot, context);
            return;
        }
        boolean fits = slot.fits(reference.withLeftOut(false));
        if (reference.feed() && !fits) {
            // It is over before there is another restart: what is still to come may have room.
            parts.unlist(reference);
            parts.remove(reference);
            refused(reference, slot, context);
            return;
        }
        IndexedReference now = reference.withLeftOut(!fits);
        if (fits == reference.leftOut()) {
            parts.list(now);
        }
        slot.found(now, building);
        if (!fits) {
            context.output(PureFailure.DEAD, full(now));
        } else if (now.feed()) {
            seen(now.name(), slot, context);
        }
    }

    /**
     * A job that was rolled back does not know its profile. What was searched stays in state,
     * within the room that it had, and is searched again after the upgrade; a feed is over by then.
     */
    private void foundUnknown(
            IndexedReference reference, BuildingSlot building, Slot slot, Context context)
            throws Exception {
        context.output(PureFailure.DEAD, unknown(reference));
        if (reference.feed()) {
            parts.unlist(reference);
            parts.remove(reference);
        } else {
            parts.list(reference.withLeftOut(true));
            slot.found(reference.withLeftOut(true), building);
        }
    }

    /** A step is due, or feeds have been silent for the TTL: they leave the index and the state. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SearchAnswer> out)
            throws Exception {
        Slot slot = slot(context, out);
        if (slot.isExpiryDue(timestamp)) {
            for (IndexedReference feed : slot.silent(timestamp - FEED_TTL_MS)) {
                forget(feed, slot);
            }
            slot.forgetRefused(timestamp - FEED_TTL_MS);
            slot.expiresAfter(FEED_TTL_MS)
                    .ifPresent(context.timerService()::registerProcessingTimeTimer);
        }
        if (slot.takesStep(timestamp)) {
            step(slot, context, out);
        }
        tell(slot, context);
    }
}

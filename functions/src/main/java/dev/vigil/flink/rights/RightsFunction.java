package dev.vigil.flink.rights;

import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.LoadedGate;
import dev.vigil.flink.PureFailure;
import dev.vigil.flink.Steps;
import dev.vigil.flink.list.ListProjection;
import dev.vigil.policy.Limits;
import dev.vigil.policy.ListIndex;
import dev.vigil.policy.PermittedAction;
import dev.vigil.policy.Probation;
import dev.vigil.policy.Receipts;
import dev.vigil.policy.Recents;
import dev.vigil.policy.ReferenceQuality;
import dev.vigil.policy.Sharing;
import dev.vigil.policy.Usage;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListReader;
import dev.vigil.schema.list.ReceiptInput;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.reference.HealthState;
import dev.vigil.schema.reference.ReferenceHealth;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferenceRecord;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.SharedRecording;
import dev.vigil.schema.reference.SharedRecordings;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RecentChange;
import dev.vigil.schema.rights.RightsInput;
import dev.vigil.schema.verdict.UsedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keyed by work: its authorizations, its owners with their wishes, its open matches, and those of
 * uploads that were over not long ago. A change of these, or of the list, is re-emitted for exactly
 * the matches that it concerns and carries the change along, so that nothing is scanned and no race
 * with the broadcast is lost.
 *
 * <p>Here too is decided what a match may do without a person, as all that a reference blocks
 * passes through its work.
 */
public final class RightsFunction extends KeyedProcessFunction<String, RightsInput, Finding> {
    private static final long serialVersionUID = 1L;

    /** References that have stopped blocking, or may again. */
    public static final OutputTag<ReferenceHealth> HEALTH =
            new OutputTag<>("reference-health", TypeInformation.of(ReferenceHealth.class));

    /** Which versions of entries that keep uploads down are decided by: here, in one task. */
    public static final OutputTag<ReceiptInput> RECEIPTS =
            new OutputTag<>("receipts", TypeInformation.of(ReceiptInput.class));

    private static final String STAGE = "rights";

    /** What ended is kept longer than anything is judged again: the job may be a week behind. */
    private static final long MARGIN_MS = Duration.ofDays(7).toMillis();

    private final List<String> topics;
    private final Limits limits;
    private final long lookBackMs;
    private transient WorkAuthorizations deals;
    private transient Listed listed;
    private transient OpenMatches opens;
    private transient RecheckWalk openWalk;
    private transient ValueState<Owners> owners;
    private transient MapState<String, ReferenceRecord> references;
    private transient MapState<String, SharedRecordings> shared;
    private transient MapState<String, UsedTime> used;
    private transient RecentUploads recent;
    private transient Counter quarantined;
    private transient LoadedGate[] gates;

    /**
     * @param topics of the registers: nothing is judged before all of them are loaded
     * @param limits how matches are weighed
     * @param lookBackMs how long finished uploads are judged again; 0 for never
     */
    public RightsFunction(List<String> topics, Limits limits, long lookBackMs) {
        this.topics = List.copyOf(topics);
        this.limits = limits;
        this.lookBackMs = lookBackMs;
    }

    @Override
    public void open(OpenContext context) {
        Steps steps = new Steps(getRuntimeContext().getMetricGroup());
        deals = new WorkAuthorizations(getRuntimeContext(), keepEndedMs(lookBackMs));
        listed = new Listed(getRuntimeContext());
        opens = new OpenMatches(getRuntimeContext());
        openWalk = new RecheckWalk(StateName.OPEN_WALK, opens, steps, getRuntimeContext());
        recent = new RecentUploads(getRuntimeContext(), lookBackMs, steps);
        references = map(StateName.REFERENCE_RECORDS, ReferenceRecord.class, null);
        shared = map(StateName.SHARED_RECORDINGS, SharedRecordings.class, null);
        used =
                map(
                        StateName.USED_TIME,
                        UsedTime.class,
                        Duration.ofMillis(limits.excerptWindowMs()));
        owners =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>(StateName.OWNERS, Owners.class));
        quarantined = getRuntimeContext().getMetricGroup().counter("quarantinedReferences");
        gates = new LoadedGate[KeyGroups.MAX_PARALLELISM];
        for (int i = 0; i < gates.length; i++) {
            gates[i] = new LoadedGate(topics);
        }
    }

    /** How long after its end an authorization is kept. */
    static long keepEndedMs(long lookBackMs) {
        return Recents.longestMs(lookBackMs) + MARGIN_MS;
    }

    private <T> MapState<String, T> map(String name, Class<T> type, Duration ttl) {
        MapStateDescriptor<String, T> descriptor =
                new MapStateDescriptor<>(name, Types.STRING, TypeInformation.of(type));
        if (ttl != null) {
            descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
        }
        return getRuntimeContext().getMapState(descriptor);
    }

    @Override
    public void processElement(RightsInput input, Context context, Collector<Finding> out)
            throws Exception {
        switch (input.kind()) {
            case MATCH -> matched(input.match(), context, out);
            case AUTHORIZATION -> authorized(input.authorization(), context, out);
            case LIST -> listed(input, context, out);
            case WORK -> {
                owned(owners().with(input.work()), context, out);
                lookAgain(context, out);
            }
            case REFERENCE -> referenced(input.manifest(), context, out);
            case POLICY -> owned(owners().with(input.policy()), context, out);
            case REVIEW -> reviewed(input.review(), context, out);
            case SHARED -> shared(input.shared(), context, out);
            case LOADED -> gate(context).mark(input.loaded());
            default ->
                    throw new IllegalStateException(
                            "kind: expected one that Rights reads, got "
                                    + input.kind()
                                    + "; correct the wiring");
        }
    }

    private <T> Optional<T> guarded(OpenMatch match, Context context, Supplier<T> call) {
        return PureFailure.guarded(
                STAGE, match.evidence().matchId(), match.evidence().captureEnd(), context, call);
    }

    private void matched(OpenMatch heard, Context context, Collector<Finding> out)
            throws Exception {
        OpenMatch match = counted(heard, context);
        boolean loaded = gate(context).isOpen();
        if (match.evidence().open() || !loaded) {
            opens.put(match);
        } else {
            over(match, context);
        }
        if (!loaded) {
            openWalk.awaits(context.timerService());
        }
        emit(match, openWalk.underway(), false, context, out);
    }

    private void over(OpenMatch match, Context context) throws Exception {
        opens.remove(match.evidence().matchId());
        recent.keep(match, context.timerService());
    }

    /** Time is only counted where a limit may ask for it. */
    private OpenMatch counted(OpenMatch match, Context context) throws Exception {
        Evidence evidence = match.evidence();
        if (!isQuotable(match)) {
            return match;
        }
        String account = match.context() == null ? match.sessionId() : match.context().accountId();
        UsedTime known = used.get(account);
        UsedTime before = known == null ? UsedTime.NONE : known;
        Optional<UsedTime> now =
                guarded(
                        match,
                        context,
                        () ->
                                Usage.with(
                                        before,
                                        match.timeline(),
                                        evidence,
                                        limits.excerptWindowMs()));
        if (now.isEmpty()) {
            return match;
        }
        used.put(account, now.get());
        return guarded(match, context, () -> counted(match, now.get())).orElse(match);
    }

    private OpenMatch counted(OpenMatch match, UsedTime now) {
        Evidence evidence = match.evidence();
        Long usedMs = Usage.usedMs(now, evidence.captureEnd(), limits.excerptWindowMs());
        return match.weighed(evidence.weighed(usedMs, evidence.standing()));
    }

    private boolean isQuotable(OpenMatch match) throws Exception {
        return owners().work() != null && owners().work().excerptMs() != null
                || deals.naming(match).stream().anyMatch(deal -> deal.maxExcerptMs() != null);
    }

    private void authorized(Authorization authorization, Context context, Collector<Finding> out)
            throws Exception {
        Optional<RecentChange> change = deals.take(authorization, context.timerService());
        if (change.isPresent()) {
            changed(change.get(), context, out);
        }
    }

    private void listed(RightsInput input, Context context, Collector<Finding> out)
            throws Exception {
        ListEntry entry = input.entry();
        Optional<RecentChange> change =
                listed.take(entry, context.getCurrentKey(), context.timerService());
        if (change.isPresent()) {
            changed(change.get(), context, out);
            answer(input, context);
        }
    }

    /** Its own work does, not the one that it has left; it is the only subtask of it. */
    private static void answer(RightsInput input, Context context) {
        ListEntry entry = input.entry();
        long nowMs = context.timerService().currentProcessingTime();
        boolean isItsWork = entry.workId().equals(context.getCurrentKey());
        if (isItsWork && entry.keepsUploadDown() && Receipts.isOpen(input.publishedAt(), nowMs)) {
            context.output(
                    RECEIPTS,
                    ListProjection.answer(
                            entry, input.publishedAt(), ListReader.JUDGE, 0, 1, nowMs));
        }
    }

    private void owned(Owners changed, Context context, Collector<Finding> out) throws Exception {
        if (!changed.equals(owners.value())) {
            owners.update(changed);
            changed(RecentChange.ALL, context, out);
        }
    }

    /** It reaches open matches first; before everything is loaded it waits for that. */
    private void changed(RecentChange change, Context context, Collector<Finding> out)
            throws Exception {
        if (gate(context).isOpen()) {
            openWalk.changed(change, context.timerService(), visit(false, context, out));
        } else {
            openWalk.changed(change, context.timerService());
        }
        recent.changed(change, context.timerService());
    }

    private RecheckWalk.Visit visit(boolean afterwards, Context context, Collector<Finding> out) {
        return (match, change) -> emit(match, change, afterwards, context, out);
    }

    private void reviewed(ReferenceReview review, Context context, Collector<Finding> out)
            throws Exception {
        ReferenceRecord before = record(review.referenceId());
        Optional<ReferenceRecord> after =
                PureFailure.guarded(
                        STAGE,
                        review.referenceId(),
                        context.timerService().currentProcessingTime(),
                        context,
                        () -> Probation.reviewed(before, review, limits));
        if (after.isEmpty()) {
            return;
        }
        keep(review.referenceId(), before, after.get(), context);
        changed(RecentChange.ofReference(review.referenceId()), context, out);
    }

    private void shared(SharedRecording one, Context context, Collector<Finding> out)
            throws Exception {
        SharedRecordings known = shared.get(one.referenceId());
        SharedRecordings before = known == null ? SharedRecordings.NONE : known;
        SharedRecordings now = before.with(one);
        if (now.equals(before)) {
            return;
        }
        if (now.all().isEmpty()) {
            shared.remove(one.referenceId());
        } else {
            shared.put(one.referenceId(), now);
        }
        changed(RecentChange.ofReference(one.referenceId()), context, out);
    }

    private void referenced(ReferenceManifest manifest, Context context, Collector<Finding> out)
            throws Exception {
        String referenceId = manifest.referenceId();
        ReferenceRecord before = record(referenceId);
        Optional<ReferenceRecord> measured =
                PureFailure.guarded(
                        STAGE,
                        referenceId,
                        manifest.version(),
                        context,
                        () -> before.measured(ReferenceQuality.measure(manifest)));
        if (measured.isPresent()) {
            look(referenceId, before, measured.get(), context, out);
        }
    }

    /** Which length is right is known with the work. */
    private void lookAgain(Context context, Collector<Finding> out) throws Exception {
        for (Map.Entry<String, ReferenceRecord> one : measured()) {
            look(one.getKey(), one.getValue(), one.getValue(), context, out);
        }
    }

    private List<Map.Entry<String, ReferenceRecord>> measured() throws Exception {
        List<Map.Entry<String, ReferenceRecord>> measured = new ArrayList<>();
        for (Map.Entry<String, ReferenceRecord> one : references.entries()) {
            if (one.getValue().measure() != null) {
                measured.add(Map.entry(one.getKey(), one.getValue()));
            }
        }
        return measured;
    }

    private void look(
            String referenceId,
            ReferenceRecord before,
            ReferenceRecord measured,
            Context context,
            Collector<Finding> out)
            throws Exception {
        ReferenceRecord after =
                Probation.looked(
                        measured, ReferenceQuality.fault(measured.measure(), owners().work()));
        keep(referenceId, before, after, context);
        boolean isOfShared =
                shared.contains(referenceId) && !Objects.equals(after.measure(), before.measure());
        if (after.state() != before.state() || isOfShared) {
            changed(RecentChange.ofReference(referenceId), context, out);
        }
    }

    /** Each part knows by its state what it has to do at that time. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Finding> out)
            throws Exception {
        TimerService timers = context.timerService();
        boolean loaded = gate(context).isOpen();
        Long lastOpening = listed.lastOpening();
        if (listed.opens(timestamp)) {
            recent.changed(RecentChange.ALL, timers);
        }
        RecheckWalk.Visit visit = visit(false, context, out);
        openWalk.onTimer(
                timestamp,
                loaded,
                timers,
                (match, change) -> {
                    visit.to(match, change);
                    if (!match.evidence().open()) {
                        // It ended before everything was loaded.
                        over(match, context);
                    }
                });
        recent.onTimer(timestamp, loaded, lastOpening, timers, visit(true, context, out));
        deals.onTimer(timestamp, timers);
        for (ListEntry gone : listed.onTimer(timestamp, context.getCurrentKey())) {
            forgetStayDown(gone);
        }
    }

    /** The reference of an upload that no longer stays down goes with its entry. */
    private void forgetStayDown(ListEntry gone) throws Exception {
        if (gone.listClass() == ListClass.STAYDOWN) {
            for (String referenceId : gone.referenceIds()) {
                references.remove(referenceId);
            }
        }
    }

    private void emit(
            OpenMatch match,
            RecentChange change,
            boolean afterwards,
            Context context,
            Collector<Finding> out)
            throws Exception {
        Finding whole = finding(match, change, afterwards, context);
        ReferenceRecord record = record(match.evidence().referenceId());
        SharedRecordings others = shared.get(match.evidence().referenceId());
        Optional<Finding> lean =
                guarded(
                        match,
                        context,
                        () -> PermittedAction.lean(Sharing.seen(whole, others, record)));
        if (lean.isEmpty()) {
            return;
        }
        Finding finding = lean.get();
        ListIndex entries = listed.of(match.evidence().referenceId());
        Optional<Probation.Standing> standing =
                guarded(match, context, () -> PermittedAction.of(finding, entries, record, limits));
        if (standing.isPresent()) {
            keep(match.evidence().referenceId(), record, standing.get().record(), context);
            guarded(match, context, () -> PermittedAction.weighed(finding, standing.get()))
                    .ifPresent(out::collect);
        }
    }

    private void keep(
            String referenceId, ReferenceRecord before, ReferenceRecord after, Context context)
            throws Exception {
        if (after.equals(before)) {
            return;
        }
        references.put(referenceId, after);
        if (after.state() != before.state()) {
            if (after.state() == HealthState.QUARANTINED) {
                quarantined.inc();
            }
            context.output(
                    HEALTH,
                    new ReferenceHealth(
                            context.getCurrentKey(),
                            referenceId,
                            after.state(),
                            after.reason(),
                            after.blocked().size(),
                            after.overturned().size(),
                            context.timerService().currentProcessingTime()));
        }
    }

    private ReferenceRecord record(String referenceId) throws Exception {
        ReferenceRecord known = references.get(referenceId);
        return known == null ? ReferenceRecord.NEW : known;
    }

    private Owners owners() throws Exception {
        return owners.value() == null ? Owners.NONE : owners.value();
    }

    private LoadedGate gate(Context context) {
        return gates[KeyGroups.of(context.getCurrentKey())];
    }

    private Finding finding(
            OpenMatch match, RecentChange change, boolean afterwards, Context context)
            throws Exception {
        boolean upload = match.context() != null && match.context().kind() == SessionKind.UPLOAD;
        return new Finding(
                match.sessionId(),
                match.context(),
                match.evidence(),
                deals.naming(match),
                gate(context).isOpen(),
                listed.brought(change, match.evidence().referenceId()),
                owners.value(),
                afterwards ? Boolean.TRUE : null,
                upload ? context.timerService().currentProcessingTime() : null,
                listed.stayDown(match.evidence().referenceId()));
    }
}

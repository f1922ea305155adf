package dev.vigil.flink;

import dev.vigil.policy.AuthorizationFit;
import dev.vigil.policy.Limits;
import dev.vigil.policy.Probation;
import dev.vigil.policy.Usage;
import dev.vigil.policy.Weighing;
import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.event.Evidence;
import dev.vigil.schema.event.HealthState;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.event.ReferenceHealth;
import dev.vigil.schema.event.ReferenceReview;
import dev.vigil.schema.flow.RightsInput;
import dev.vigil.schema.state.Finding;
import dev.vigil.schema.state.Grants;
import dev.vigil.schema.state.OpenMatch;
import dev.vigil.schema.state.Owners;
import dev.vigil.schema.state.RecentChange;
import dev.vigil.schema.state.ReferenceRecord;
import dev.vigil.schema.state.StateName;
import dev.vigil.schema.state.UsedTime;
import dev.vigil.schema.state.WorkListing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keyed by work: its authorizations, its owners with their wishes, its open matches, and those of
 * uploads that were over not long ago. A change of these, or of the list, is re-emitted for exactly
 * the matches that it concerns and carries the change along, so that nothing is scanned and no race
 * with the broadcast is lost (HOUSE 2).
 *
 * <p>Here too is decided what a match may do without a person, as all that a reference blocks
 * passes through its work.
 */
public final class Rights extends KeyedProcessFunction<String, RightsInput, Finding> {
    private static final long serialVersionUID = 1L;

    /** References that have stopped blocking, or may again. */
    public static final OutputTag<ReferenceHealth> HEALTH =
            new OutputTag<>("reference-health", TypeInformation.of(ReferenceHealth.class));

    /** List, authorizations, policies, works and reviews: nobody is judged before all are known. */
    static final int TOPICS = 5;

    private static final String STAGE = "rights";

    /** While the registers load, a work with open matches looks again this often. */
    static final long LOOK_AGAIN_MS = 250;

    private final Limits limits;
    private final long lookBackMs;
    private transient MapState<String, Authorization> authorizations;
    private transient MapState<String, Grants> grants;
    private transient MapState<String, OpenMatch> matches;
    private transient ValueState<Owners> owners;
    private transient ValueState<WorkListing> listing;
    private transient MapState<String, ReferenceRecord> references;
    private transient MapState<String, UsedTime> used;
    private transient Recent recent;
    private transient Counter quarantined;
    private transient LoadedGate[] gates;

    /**
     * @param limits how matches are weighed
     * @param lookBackMs how long finished uploads are judged again; 0 for never
     */
    public Rights(Limits limits, long lookBackMs) {
        this.limits = limits;
        this.lookBackMs = lookBackMs;
    }

    @Override
    public void open(OpenContext context) {
        authorizations = map(StateName.AUTHORIZATIONS, Authorization.class, null);
        grants = map(StateName.GRANTS, Grants.class, null);
        matches = map(StateName.OPEN_MATCHES, OpenMatch.class, null);
        references = map(StateName.REFERENCE_RECORDS, ReferenceRecord.class, null);
        used =
                map(
                        StateName.USED_TIME,
                        UsedTime.class,
                        Duration.ofMillis(limits.excerptWindowMs()));
        owners =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>(StateName.OWNERS, Owners.class));
        listing =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.WORK_LISTING, WorkListing.class));
        recent = new Recent(getRuntimeContext(), lookBackMs);
        quarantined = getRuntimeContext().getMetricGroup().counter("quarantinedReferences");
        gates = new LoadedGate[KeyGroups.MAX_PARALLELISM];
        for (int i = 0; i < gates.length; i++) {
            gates[i] = new LoadedGate(TOPICS);
        }
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
            case LIST -> listed(input.entry(), context, out);
            case WORK -> owned(owners().with(input.work()), context, out);
            case POLICY -> owned(owners().with(input.policy()), context, out);
            case REVIEW -> reviewed(input.review(), context, out);
            case LOADED -> gate(context).mark(input.loaded());
            default ->
                    throw new IllegalStateException(
                            "Rights was given " + input.kind() + ", which is not its own");
        }
    }

    private <T> Optional<T> guarded(OpenMatch match, Context context, Supplier<T> call) {
        return PureFailure.guarded(
                STAGE,
                match.evidence().matchId(),
                match.evidence().captureEnd(),
                letter -> context.output(PureFailure.DEAD, letter),
                call);
    }

    private void matched(OpenMatch heard, Context context, Collector<Finding> out)
            throws Exception {
        OpenMatch match = counted(heard, context);
        if (match.evidence().open() || !gate(context).isOpen()) {
            matches.put(match.evidence().matchId(), match);
        } else {
            matches.remove(match.evidence().matchId());
            recent.keep(match, context.timerService());
        }
        emit(match, WorkListing.NONE, context, out);
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
                                        match.sessionId(),
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
        return new OpenMatch(
                match.sessionId(), match.context(), evidence.weighed(usedMs, evidence.standing()));
    }

    private boolean isQuotable(OpenMatch match) throws Exception {
        return owners().work() != null && owners().work().excerptMs() != null
                || naming(match).stream().anyMatch(deal -> deal.maxExcerptMs() != null);
    }

    /**
     * Those alone are looked up that its account, channel or organisation has: of many very few.
     */
    private List<Authorization> naming(OpenMatch match) throws Exception {
        List<Authorization> naming = new ArrayList<>();
        for (String grantee : AuthorizationFit.grantees(match.context())) {
            Grants known = grants.get(grantee);
            for (String id : known == null ? List.<String>of() : known.authorizationIds()) {
                naming.add(authorizations.get(id));
            }
        }
        naming.sort(Comparator.comparing(Authorization::authorizationId));
        return naming;
    }

    private void granted(Authorization authorization, Authorization before) throws Exception {
        String id = authorization.authorizationId();
        if (before != null && !before.grantee().equals(authorization.grantee())) {
            Grants left = grants.get(before.grantee()).without(id);
            if (left.authorizationIds().isEmpty()) {
                grants.remove(before.grantee());
            } else {
                grants.put(before.grantee(), left);
            }
        }
        Grants known = grants.get(authorization.grantee());
        grants.put(authorization.grantee(), (known == null ? Grants.NONE : known).with(id));
        authorizations.put(id, authorization);
    }

    private void authorized(Authorization authorization, Context context, Collector<Finding> out)
            throws Exception {
        Authorization known = authorizations.get(authorization.authorizationId());
        if (known != null && !authorization.supersedes(known)) {
            return;
        }
        granted(authorization, known);
        recent.changed(RecentChange.of(authorization, known), context.timerService());
        for (OpenMatch match : matches.values()) {
            // An amendment may name another grantee: who loses it is judged again too.
            if (AuthorizationFit.names(authorization, match.context())
                    || known != null && AuthorizationFit.names(known, match.context())) {
                emit(match, WorkListing.NONE, context, out);
            }
        }
    }

    private void listed(ListEntry change, Context context, Collector<Finding> out)
            throws Exception {
        listing.update(listing().with(change));
        recent.changed(RecentChange.of(change), context.timerService());
        WorkListing changes = WorkListing.NONE.with(change);
        for (OpenMatch match : matches.values()) {
            emit(match, changes, context, out);
        }
    }

    private void owned(Owners changed, Context context, Collector<Finding> out) throws Exception {
        if (changed.equals(owners.value())) {
            return;
        }
        owners.update(changed);
        recent.changed(RecentChange.ofOwners(), context.timerService());
        for (OpenMatch match : matches.values()) {
            emit(match, WorkListing.NONE, context, out);
        }
    }

    private void reviewed(ReferenceReview review, Context context, Collector<Finding> out)
            throws Exception {
        ReferenceRecord before = record(review.referenceId());
        Optional<ReferenceRecord> after =
                PureFailure.guarded(
                        STAGE,
                        review.referenceId(),
                        context.timerService().currentProcessingTime(),
                        letter -> context.output(PureFailure.DEAD, letter),
                        () -> Probation.reviewed(before, review, limits));
        if (after.isEmpty()) {
            return;
        }
        keep(review.referenceId(), before, after.get(), context);
        recent.changed(RecentChange.ofReference(review.referenceId()), context.timerService());
        for (OpenMatch match : matches.values()) {
            if (match.evidence().referenceId().equals(review.referenceId())) {
                emit(match, WorkListing.NONE, context, out);
            }
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Finding> out)
            throws Exception {
        if (timestamp % LOOK_AGAIN_MS == 0) {
            lookedAgain(context, out);
        } else {
            recent.onTimer(
                    timestamp,
                    gate(context).isOpen(),
                    context.timerService(),
                    (match, change) -> emit(match, change.entries(), true, context, out));
        }
    }

    /** The registers may have been loaded: judge what was kept until now, closed matches too. */
    private void lookedAgain(Context context, Collector<Finding> out) throws Exception {
        if (!gate(context).isOpen()) {
            lookAgain(context);
            return;
        }
        List<OpenMatch> over = new ArrayList<>();
        for (OpenMatch match : matches.values()) {
            emit(match, WorkListing.NONE, context, out);
            if (!match.evidence().open()) {
                over.add(match);
            }
        }
        for (OpenMatch match : over) {
            matches.remove(match.evidence().matchId());
            recent.keep(match, context.timerService());
        }
    }

    /** What is emitted before everything is loaded is looked at again. */
    private void emit(OpenMatch match, WorkListing changes, Context context, Collector<Finding> out)
            throws Exception {
        emit(match, changes, false, context, out);
    }

    private void emit(
            OpenMatch match,
            WorkListing changes,
            boolean afterwards,
            Context context,
            Collector<Finding> out)
            throws Exception {
        boolean loaded = gate(context).isOpen();
        if (!loaded) {
            lookAgain(context);
        }
        Finding finding = finding(match, loaded, changes, afterwards);
        ReferenceRecord record = record(match.evidence().referenceId());
        WorkListing entries = listing();
        Optional<Probation.Standing> standing =
                guarded(match, context, () -> Weighing.of(finding, entries, record, limits));
        if (standing.isPresent()) {
            keep(match.evidence().referenceId(), record, standing.get().record(), context);
            out.collect(Weighing.weighed(finding, standing.get()));
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

    private WorkListing listing() throws Exception {
        return listing.value() == null ? WorkListing.NONE : listing.value();
    }

    /** Times of other timers: never those at which the work looks again. */
    static long offBeat(long atMs) {
        return atMs % LOOK_AGAIN_MS == 0 ? atMs + 1 : atMs;
    }

    private static void lookAgain(Context context) {
        long now = context.timerService().currentProcessingTime();
        context.timerService()
                .registerProcessingTimeTimer(now - now % LOOK_AGAIN_MS + LOOK_AGAIN_MS);
    }

    private LoadedGate gate(Context context) {
        return gates[KeyGroups.of(context.getCurrentKey())];
    }

    private Finding finding(
            OpenMatch match, boolean loaded, WorkListing changes, boolean afterwards)
            throws Exception {
        return new Finding(
                match.sessionId(),
                match.context(),
                match.evidence(),
                naming(match),
                loaded,
                changes,
                owners.value(),
                afterwards ? Boolean.TRUE : null);
    }
}

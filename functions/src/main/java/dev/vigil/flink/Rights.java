package dev.vigil.flink;

import dev.vigil.policy.AuthorizationTest;
import dev.vigil.policy.Limits;
import dev.vigil.policy.Probation;
import dev.vigil.policy.Recents;
import dev.vigil.policy.Usage;
import dev.vigil.policy.Weighing;
import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.event.Evidence;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.event.ReferenceHealth;
import dev.vigil.schema.event.ReferenceReview;
import dev.vigil.schema.event.SessionKind;
import dev.vigil.schema.event.SessionStarted;
import dev.vigil.schema.flow.RecentInput;
import dev.vigil.schema.flow.RightsInput;
import dev.vigil.schema.state.Finding;
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
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keyed by work: its authorizations, its owners with their wishes, and its open matches. A change
 * of these, or of the list, is re-emitted for exactly the matches that it concerns and carries the
 * change along, so that nothing is scanned and no race with the broadcast is lost (HOUSE 2).
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
    private static final long LOOK_AGAIN_MS = 250;

    /**
     * Findings of uploads, and changes for those that are over: side by side, so that they keep
     * their order.
     */
    public static final OutputTag<RecentInput> UPLOADS =
            new OutputTag<>("uploads", TypeInformation.of(RecentInput.class));

    /** Parts are remembered this much longer than their uploads. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final Limits limits;
    private final long lookBackMs;
    private transient ValueState<Long> recentBuckets;
    private transient MapState<String, RecentChange> waitingChanges;
    private transient MapState<String, Authorization> authorizations;
    private transient MapState<String, OpenMatch> matches;
    private transient ValueState<Owners> owners;
    private transient ValueState<WorkListing> listing;
    private transient MapState<String, ReferenceRecord> references;
    private transient MapState<String, UsedTime> used;
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
        ValueStateDescriptor<Long> buckets =
                new ValueStateDescriptor<>(StateName.RECENT_BUCKETS, Types.LONG);
        buckets.enableTimeToLive(
                StateTtlConfig.newBuilder(Duration.ofMillis(lookBackMs).plus(MARGIN)).build());
        recentBuckets = getRuntimeContext().getState(buckets);
        waitingChanges = map(StateName.WAITING_CHANGES, RecentChange.class, null);
        authorizations = map(StateName.AUTHORIZATIONS, Authorization.class, null);
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

    private void matched(OpenMatch heard, Context context, Collector<Finding> out)
            throws Exception {
        OpenMatch match = counted(heard);
        if (match.evidence().open() || !gate(context).isOpen()) {
            matches.put(match.evidence().matchId(), match);
        } else {
            matches.remove(match.evidence().matchId());
        }
        emit(match, WorkListing.NONE, context, out);
    }

    /** Time is only counted of a work that somebody may use an excerpt of. */
    private OpenMatch counted(OpenMatch match) throws Exception {
        Evidence evidence = match.evidence();
        if (!isQuotable()) {
            return match;
        }
        String account = match.context() == null ? match.sessionId() : match.context().accountId();
        UsedTime known = used.get(account);
        UsedTime now =
                Usage.with(
                        known == null ? UsedTime.NONE : known,
                        match.sessionId(),
                        evidence,
                        limits.excerptWindowMs());
        used.put(account, now);
        Long usedMs = Usage.usedMs(now, evidence.captureEnd(), limits.excerptWindowMs());
        return new OpenMatch(
                match.sessionId(), match.context(), evidence.weighed(usedMs, evidence.standing()));
    }

    private boolean isQuotable() throws Exception {
        if (owners().work() != null && owners().work().excerptMs() != null) {
            return true;
        }
        for (Authorization authorization : authorizations.values()) {
            if (authorization.maxExcerptMs() != null) {
                return true;
            }
        }
        return false;
    }

    private void authorized(Authorization authorization, Context context, Collector<Finding> out)
            throws Exception {
        Authorization known = authorizations.get(authorization.authorizationId());
        if (known != null && !authorization.supersedes(known)) {
            return;
        }
        authorizations.put(authorization.authorizationId(), authorization);
        recent(
                "authorization/" + authorization.authorizationId(),
                RecentChange.of(authorization, known),
                context);
        for (OpenMatch match : matches.values()) {
            // An amendment may name another grantee: who loses it is judged again too.
            if (AuthorizationTest.names(authorization, match.context())
                    || known != null && AuthorizationTest.names(known, match.context())) {
                emit(match, WorkListing.NONE, context, out);
            }
        }
    }

    private void listed(ListEntry change, Context context, Collector<Finding> out)
            throws Exception {
        recent("entry/" + change.entryId(), RecentChange.of(change), context);
        listing.update(listing().with(change));
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
        for (OpenMatch match : matches.values()) {
            emit(match, WorkListing.NONE, context, out);
        }
    }

    private void reviewed(ReferenceReview review, Context context, Collector<Finding> out)
            throws Exception {
        ReferenceRecord before = record(review.referenceId());
        keep(review.referenceId(), before, Probation.reviewed(before, review, limits), context);
        for (OpenMatch match : matches.values()) {
            if (match.evidence().referenceId().equals(review.referenceId())) {
                emit(match, WorkListing.NONE, context, out);
            }
        }
    }

    /** The registers may have been loaded: judge what was kept until now, closed matches too. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Finding> out)
            throws Exception {
        List<String> over = new ArrayList<>();
        boolean loaded = gate(context).isOpen();
        if (loaded) {
            for (RecentChange change : waitingChanges.values()) {
                toBuckets(change, context);
            }
            waitingChanges.clear();
        }
        for (OpenMatch match : loaded ? matches.values() : List.<OpenMatch>of()) {
            emit(match, WorkListing.NONE, context, out);
            if (!match.evidence().open()) {
                over.add(match.evidence().matchId());
            }
        }
        for (String matchId : over) {
            matches.remove(matchId);
        }
        if (!loaded) {
            lookAgain(context);
        }
    }

    /** What is emitted before everything is loaded is looked at again. */
    private void emit(OpenMatch match, WorkListing changes, Context context, Collector<Finding> out)
            throws Exception {
        boolean loaded = gate(context).isOpen();
        if (!loaded) {
            lookAgain(context);
        }
        Finding finding = finding(match, loaded, changes);
        ReferenceRecord record = record(match.evidence().referenceId());
        WorkListing entries = listing();
        Probation.Standing standing;
        try {
            standing = Weighing.of(finding, entries, record, limits);
        } catch (RuntimeException e) {
            long position = match.evidence().captureEnd();
            context.output(
                    PureFailure.DEAD,
                    PureFailure.letter(STAGE, match.evidence().matchId(), position, e));
            return;
        }
        keep(match.evidence().referenceId(), record, standing.record(), context);
        send(Weighing.weighed(finding, standing), context, out);
    }

    private void send(Finding finding, Context context, Collector<Finding> out) throws Exception {
        if (!isUpload(finding.context())) {
            out.collect(finding);
            return;
        }
        int bucket = Recents.bucket(finding.sessionId());
        if (isRecent(finding, lookBackMs)) {
            Long known = recentBuckets.value();
            // Written again though nothing is new: the time counts from the last upload.
            recentBuckets.update((known == null ? 0 : known) | 1L << bucket);
        }
        String key = Recents.key(context.getCurrentKey(), bucket);
        context.output(UPLOADS, RecentInput.finding(key, finding));
    }

    private static boolean isUpload(SessionStarted session) {
        return session != null && session.kind() == SessionKind.UPLOAD;
    }

    /** True where a finding is the last of its match and is to be judged again. */
    static boolean isRecent(Finding finding, long lookBackMs) {
        return lookBackMs > 0
                && isUpload(finding.context())
                && !finding.evidence().open()
                && finding.authorizationsLoaded();
    }

    /**
     * To the parts of the work's sessions that have recent uploads; most works have none. While the
     * registers load it waits: nobody is cut whose authorization is still to be read.
     */
    private void recent(String changeId, RecentChange change, Context context) throws Exception {
        if (recentBuckets.value() == null) {
            return;
        }
        if (gate(context).isOpen()) {
            toBuckets(change, context);
        } else {
            RecentChange earlier = waitingChanges.get(changeId);
            // Whoever was named before the first of them may lose by the last.
            waitingChanges.put(
                    changeId,
                    earlier == null
                            ? change
                            : new RecentChange(
                                    change.entry(), change.authorization(), earlier.before()));
            lookAgain(context);
        }
    }

    private void toBuckets(RecentChange change, Context context) throws Exception {
        Long known = recentBuckets.value();
        String workId = context.getCurrentKey();
        for (int bucket = 0; known != null && bucket < Recents.BUCKETS; bucket++) {
            if ((known & 1L << bucket) != 0) {
                context.output(UPLOADS, RecentInput.change(Recents.key(workId, bucket), change));
            }
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

    private static void lookAgain(Context context) {
        long now = context.timerService().currentProcessingTime();
        context.timerService()
                .registerProcessingTimeTimer(now - now % LOOK_AGAIN_MS + LOOK_AGAIN_MS);
    }

    private LoadedGate gate(Context context) {
        return gates[KeyGroups.of(context.getCurrentKey())];
    }

    private Finding finding(OpenMatch match, boolean loaded, WorkListing changes) throws Exception {
        List<Authorization> naming = new ArrayList<>();
        for (Authorization authorization : authorizations.values()) {
            if (AuthorizationTest.names(authorization, match.context())) {
                naming.add(authorization);
            }
        }
        naming.sort(Comparator.comparing(Authorization::authorizationId));
        return new Finding(
                match.sessionId(),
                match.context(),
                match.evidence(),
                naming,
                loaded,
                changes,
                owners.value());
    }
}

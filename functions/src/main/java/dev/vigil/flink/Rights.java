package dev.vigil.flink;

import dev.vigil.policy.AuthorizationTest;
import dev.vigil.policy.Recents;
import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.event.SessionKind;
import dev.vigil.schema.event.SessionStarted;
import dev.vigil.schema.flow.RecentInput;
import dev.vigil.schema.flow.RightsInput;
import dev.vigil.schema.state.Finding;
import dev.vigil.schema.state.OpenMatch;
import dev.vigil.schema.state.RecentChange;
import dev.vigil.schema.state.StateName;
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
 * Keyed by work: its authorizations and its open matches. A change of either, or of the list, is
 * re-emitted for exactly the matches that it concerns and carries the change along, so that nothing
 * is scanned and no race with the broadcast is lost (HOUSE 2).
 */
public final class Rights extends KeyedProcessFunction<String, RightsInput, Finding> {
    private static final long serialVersionUID = 1L;

    /** While the register loads, a work with open matches looks again this often. */
    private static final long LOOK_AGAIN_MS = 250;

    /**
     * Findings of uploads, and changes for those that are over: side by side, so that they keep
     * their order.
     */
    public static final OutputTag<RecentInput> UPLOADS =
            new OutputTag<>("uploads", TypeInformation.of(RecentInput.class));

    /** Parts are remembered this much longer than their uploads. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final long lookBackMs;
    private transient ValueState<Long> recentBuckets;
    private transient MapState<String, RecentChange> waitingChanges;
    private transient MapState<String, Authorization> authorizations;
    private transient MapState<String, OpenMatch> matches;
    private transient LoadedGate[] gates;

    /**
     * @param lookBackMs how long finished uploads are judged again; 0 for never
     */
    public Rights(long lookBackMs) {
        this.lookBackMs = lookBackMs;
    }

    @Override
    public void open(OpenContext context) {
        ValueStateDescriptor<Long> buckets =
                new ValueStateDescriptor<>(StateName.RECENT_BUCKETS, Types.LONG);
        buckets.enableTimeToLive(
                StateTtlConfig.newBuilder(Duration.ofMillis(lookBackMs).plus(MARGIN)).build());
        recentBuckets = getRuntimeContext().getState(buckets);
        waitingChanges =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        StateName.WAITING_CHANGES,
                                        Types.STRING,
                                        TypeInformation.of(RecentChange.class)));
        authorizations =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        StateName.AUTHORIZATIONS,
                                        Types.STRING,
                                        TypeInformation.of(Authorization.class)));
        matches =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        StateName.OPEN_MATCHES,
                                        Types.STRING,
                                        TypeInformation.of(OpenMatch.class)));
        gates = new LoadedGate[KeyGroups.MAX_PARALLELISM];
        for (int i = 0; i < gates.length; i++) {
            gates[i] = new LoadedGate();
        }
    }

    @Override
    public void processElement(RightsInput input, Context context, Collector<Finding> out)
            throws Exception {
        switch (input.kind()) {
            case MATCH -> matched(input.match(), context, out);
            case AUTHORIZATION -> authorized(input.authorization(), context, out);
            case LIST -> listed(input.entry(), context, out);
            case LOADED -> gate(context).mark(input.loaded());
            default ->
                    throw new IllegalStateException(
                            "Rights was given " + input.kind() + ", which is not its own");
        }
    }

    private void matched(OpenMatch match, Context context, Collector<Finding> out)
            throws Exception {
        if (match.evidence().open() || !gate(context).isOpen()) {
            matches.put(match.evidence().matchId(), match);
        } else {
            matches.remove(match.evidence().matchId());
        }
        emit(match, WorkListing.NONE, context, out);
    }

    private void authorized(Authorization authorization, Context context, Collector<Finding> out)
            throws Exception {
        Authorization known = authorizations.get(authorization.authorizationId());
        if (known != null && known.version() >= authorization.version()) {
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
        WorkListing changes = WorkListing.NONE.with(change);
        for (OpenMatch match : matches.values()) {
            emit(match, changes, context, out);
        }
    }

    /** The register may have been loaded: judge what was kept until now, closed matches too. */
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
        if (!isUpload(finding.context())) {
            out.collect(finding);
            return;
        }
        String workId = match.evidence().workId();
        int bucket = Recents.bucket(match.sessionId());
        if (isRecent(finding, lookBackMs)) {
            Long known = recentBuckets.value();
            // Written again though nothing is new: the time counts from the last upload.
            recentBuckets.update((known == null ? 0 : known) | 1L << bucket);
        }
        context.output(UPLOADS, RecentInput.finding(Recents.key(workId, bucket), finding));
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
     * register loads it waits: nobody is cut whose authorization is still to be read.
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
                match.sessionId(), match.context(), match.evidence(), naming, loaded, changes);
    }
}

package dev.vigil.flink;

import dev.vigil.policy.AuthorizationTest;
import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.flow.RightsInput;
import dev.vigil.schema.state.Finding;
import dev.vigil.schema.state.OpenMatch;
import dev.vigil.schema.state.StateName;
import dev.vigil.schema.state.WorkListing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by work: its authorizations and its open matches. A change of either, or of the list, is
 * re-emitted for exactly the matches that it concerns and carries the change along, so that nothing
 * is scanned and no race with the broadcast is lost (HOUSE 2).
 */
public final class Rights extends KeyedProcessFunction<String, RightsInput, Finding> {
    private static final long serialVersionUID = 1L;

    /** While the register loads, a work with open matches looks again this often. */
    private static final long LOOK_AGAIN_MS = 250;

    private transient MapState<String, Authorization> authorizations;
    private transient MapState<String, OpenMatch> matches;
    private transient LoadedGate[] gates;

    @Override
    public void open(OpenContext context) {
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
        if (known != null && !authorization.supersedes(known)) {
            return;
        }
        authorizations.put(authorization.authorizationId(), authorization);
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
        out.collect(finding(match, loaded, changes));
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

package dev.vigil.flink.rights;

import dev.vigil.flink.LoadedRelay;
import dev.vigil.policy.AuthorizationFit;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.RightsInput;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by authorization: a new version goes to the works that it names and to those that it drops,
 * which would otherwise keep the old one for ever. One that has ended is forgotten after an age; a
 * compacted topic may bring it again, and it goes nowhere.
 */
public final class AuthorizationChangesFunction
        extends KeyedProcessFunction<String, RightsInput, RightsInput> {
    private static final long serialVersionUID = 1L;

    private final long keepMs;
    private transient ValueState<Authorization> latest;
    private transient LoadedRelay relay;

    /**
     * @param lookBackMs how long finished uploads are judged again
     */
    public AuthorizationChangesFunction(long lookBackMs) {
        keepMs = RightsFunction.keepEndedMs(lookBackMs);
    }

    @Override
    public void open(OpenContext context) {
        latest =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.LATEST_AUTHORIZATION, Authorization.class));
        relay = new LoadedRelay(getRuntimeContext().getTaskInfo());
    }

    /** Authorizations by their id, markers by the key group that they represent. */
    public static String key(RightsInput input) {
        return input.kind() == RightsInput.Kind.LOADED
                ? input.workId()
                : input.authorization().authorizationId();
    }

    @Override
    public void processElement(RightsInput input, Context context, Collector<RightsInput> out)
            throws Exception {
        switch (input.kind()) {
            case AUTHORIZATION -> amended(input.authorization(), context, out);
            case LOADED -> relay.pass(input.loaded(), out);
            default ->
                    throw new IllegalStateException(
                            "kind: expected one that AuthorizationChanges reads, got "
                                    + input.kind()
                                    + "; correct the wiring");
        }
    }

    private void amended(Authorization authorization, Context context, Collector<RightsInput> out)
            throws Exception {
        Authorization known = latest.value();
        if (known == null && isForgotten(authorization, context)
                || known != null && !authorization.supersedes(known)) {
            return;
        }
        latest.update(authorization);
        forgetLater(authorization, context);
        TreeSet<String> works = new TreeSet<>(authorization.workIds());
        if (known != null) {
            works.addAll(known.workIds());
        }
        for (String workId : works) {
            out.collect(RightsInput.authorization(workId, authorization));
        }
    }

    private boolean isForgotten(Authorization authorization, Context context) {
        long nowMs = context.timerService().currentProcessingTime();
        return AuthorizationFit.isOver(authorization, nowMs - keepMs);
    }

    private void forgetLater(Authorization authorization, Context context) {
        Long endsAt = AuthorizationFit.endsAt(authorization);
        if (endsAt != null) {
            String id = authorization.authorizationId();
            context.timerService()
                    .registerProcessingTimeTimer(
                            Endings.spread(endsAt + keepMs, id, WorkAuthorizations.SPREAD_MS));
        }
    }

    /** An amendment may have a later end: then its own timer is still to come. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RightsInput> out)
            throws Exception {
        Authorization known = latest.value();
        if (known != null && isForgotten(known, context)) {
            latest.clear();
        }
    }
}

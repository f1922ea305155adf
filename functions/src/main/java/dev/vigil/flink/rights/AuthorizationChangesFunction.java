package dev.vigil.flink.rights;

import dev.vigil.flink.LoadedRelay;
import dev.vigil.policy.AuthorizationFit;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.RightsInput;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by authorization: a new version goes to the works that it names and to those that it drops,
 * which would otherwise keep the old one for ever. Which version stays, and until when, is {@link
 * LatestVersion}'s.
 */
public final class AuthorizationChangesFunction
        extends KeyedProcessFunction<String, RightsInput, RightsInput> {
    private static final long serialVersionUID = 1L;

    private final long keepMs;
    private transient LatestVersion<Authorization> latest;
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
                new LatestVersion<>(
                        getRuntimeContext()
                                .getState(
                                        new ValueStateDescriptor<>(
                                                StateName.LATEST_AUTHORIZATION,
                                                Authorization.class)),
                        Authorization::supersedes,
                        this::forgetAt,
                        WorkAuthorizations.SPREAD_MS);
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

    private Long forgetAt(Authorization authorization) {
        Long endsAt = AuthorizationFit.endsAt(authorization);
        return endsAt == null ? null : endsAt + keepMs;
    }

    private void amended(Authorization authorization, Context context, Collector<RightsInput> out)
            throws Exception {
        Authorization known = latest.known();
        if (!latest.take(authorization, known, context)) {
            return;
        }
        TreeSet<String> works = new TreeSet<>(authorization.workIds());
        if (known != null) {
            works.addAll(known.workIds());
        }
        for (String workId : works) {
            out.collect(RightsInput.authorization(workId, authorization));
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RightsInput> out)
            throws Exception {
        latest.onTimer(context);
    }
}

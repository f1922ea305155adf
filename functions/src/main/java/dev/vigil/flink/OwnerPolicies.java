package dev.vigil.flink;

import dev.vigil.schema.event.MatchPolicy;
import dev.vigil.schema.event.RegisteredWork;
import dev.vigil.schema.flow.RightsInput;
import dev.vigil.schema.state.StateName;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by owner: a policy goes to the owner's works, a work gets the policy of each of its owners.
 * Whose the work is says its own record there, so one that has left an owner is told of policies
 * that count for nothing.
 */
public final class OwnerPolicies extends KeyedProcessFunction<String, RightsInput, RightsInput> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<MatchPolicy> latest;
    private transient MapState<String, RegisteredWork> works;
    private transient LoadedRelay relay;

    @Override
    public void open(OpenContext context) {
        latest =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.LATEST_POLICY, MatchPolicy.class));
        works =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        StateName.OWNED_WORKS,
                                        Types.STRING,
                                        TypeInformation.of(RegisteredWork.class)));
        relay = new LoadedRelay(getRuntimeContext().getTaskInfo());
    }

    /** Works and policies by owner, reviews by the work that they go to. */
    public static String key(RightsInput input) {
        return switch (input.kind()) {
            case WORK, POLICY -> input.ownerId();
            default -> input.workId();
        };
    }

    @Override
    public void processElement(RightsInput input, Context context, Collector<RightsInput> out)
            throws Exception {
        switch (input.kind()) {
            case WORK -> registered(input, out);
            case POLICY -> updated(input.policy(), out);
            case REVIEW -> out.collect(input);
            case LOADED -> relay.pass(input.loaded(), out);
            default ->
                    throw new IllegalStateException(
                            "OwnerPolicies was given " + input.kind() + ", which is not its own");
        }
    }

    private void registered(RightsInput input, Collector<RightsInput> out) throws Exception {
        RegisteredWork known = works.get(input.workId());
        if (known != null && !input.work().supersedes(known)) {
            return;
        }
        works.put(input.workId(), input.work());
        out.collect(input);
        if (known == null && latest.value() != null) {
            out.collect(RightsInput.policy(input.workId(), latest.value()));
        }
    }

    private void updated(MatchPolicy policy, Collector<RightsInput> out) throws Exception {
        MatchPolicy known = latest.value();
        if (known != null && !policy.supersedes(known)) {
            return;
        }
        latest.update(policy);
        for (String workId : works.keys()) {
            out.collect(RightsInput.policy(workId, policy));
        }
    }
}

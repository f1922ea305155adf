package dev.vigil.flink.rights;

import dev.vigil.flink.LoadedRelay;
import dev.vigil.flink.Steps;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.PolicyWalk;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightsInput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
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
 * The owner of the work is in its own record there, so one that has left an owner gets policies
 * that count for nothing.
 *
 * <p>An owner may have a million works: a policy reaches them in steps, each in a timer of its own.
 * Markers of what is loaded wait until all steps of the task are done.
 */
public final class OwnerPoliciesFunction
        extends KeyedProcessFunction<String, RightsInput, RightsInput> {
    private static final long serialVersionUID = 1L;

    /** Works in one step. */
    static final int STEP = 500;

    private transient ValueState<MatchPolicy> latest;
    private transient MapState<String, RegisteredWork> works;
    private transient MapState<Long, String> numbers;
    private transient ValueState<Long> count;
    private transient ValueState<PolicyWalk> walk;
    private transient Steps steps;
    private transient LoadedRelay relay;

    /** Owners whose walk this task knows of: after a restore each one once its timer fires. */
    private transient Set<String> walking;

    private transient List<Loaded> markers;

    @Override
    public void open(OpenContext context) {
        RuntimeContext runtime = getRuntimeContext();
        latest =
                runtime.getState(
                        new ValueStateDescriptor<>(StateName.LATEST_POLICY, MatchPolicy.class));
        works =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                StateName.OWNED_WORKS,
                                Types.STRING,
                                TypeInformation.of(RegisteredWork.class)));
        numbers =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                StateName.OWNED_NUMBERS, Types.LONG, Types.STRING));
        count = runtime.getState(new ValueStateDescriptor<>(StateName.OWNED_COUNT, Types.LONG));
        walk =
                runtime.getState(
                        new ValueStateDescriptor<>(StateName.POLICY_WALK, PolicyWalk.class));
        steps = new Steps(runtime.getMetricGroup());
        relay = new LoadedRelay(runtime.getTaskInfo());
        walking = new HashSet<>();
        markers = new ArrayList<>();
    }

    /** Works and policies by owner, all else by the work that it goes to. */
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
            case POLICY -> updated(input.policy(), context, out);
            case REVIEW, SHARED -> out.collect(input);
            case LOADED -> {
                markers.add(input.loaded());
                passMarkers(out);
            }
            default ->
                    throw new IllegalStateException(
                            "kind: expected one that OwnerPolicies reads, got "
                                    + input.kind()
                                    + "; correct the wiring");
        }
    }

    private void registered(RightsInput input, Collector<RightsInput> out) throws Exception {
        RegisteredWork known = works.get(input.workId());
        RegisteredWork now = known == null ? input.work() : known.merged(input.work());
        if (now.equals(known)) {
            return;
        }
        works.put(input.workId(), now);
        if (known == null) {
            long number = works();
            numbers.put(number, input.workId());
            count.update(number + 1);
        }
        out.collect(input.withWork(now));
        if (known == null && latest.value() != null) {
            out.collect(RightsInput.policy(input.workId(), latest.value()));
        }
    }

    private long works() throws Exception {
        Long known = count.value();
        return known == null ? 0 : known;
    }

    private void updated(MatchPolicy policy, Context context, Collector<RightsInput> out)
            throws Exception {
        MatchPolicy known = latest.value();
        if (known != null && !policy.supersedes(known)) {
            return;
        }
        latest.update(policy);
        PolicyWalk running = walk.value();
        if (running != null) {
            walk.update(running.withAnother());
        } else {
            step(new PolicyWalk(works(), false, 0), context, out);
        }
    }

    /** Down from the last work: what is registered meanwhile has the policy already. */
    private void step(PolicyWalk running, Context context, Collector<RightsInput> out)
            throws Exception {
        long began = context.timerService().currentProcessingTime();
        MatchPolicy policy = latest.value();
        long stop = Math.max(0, running.left() - STEP);
        for (long number = running.left() - 1; number >= stop; number--) {
            out.collect(RightsInput.policy(numbers.get(number), policy));
        }
        long tookMs = context.timerService().currentProcessingTime() - began;
        steps.took(tookMs);
        if (stop > 0 || running.another()) {
            long left = stop > 0 ? stop : works();
            boolean another = stop > 0 && running.another();
            long at = steps.next(tookMs, context.timerService());
            walk.update(new PolicyWalk(left, another, at));
            walking.add(context.getCurrentKey());
            context.timerService().registerProcessingTimeTimer(at);
        } else {
            walk.clear();
            walking.remove(context.getCurrentKey());
            passMarkers(out);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RightsInput> out)
            throws Exception {
        PolicyWalk running = walk.value();
        if (running != null && running.stepAt() <= timestamp) {
            step(running, context, out);
        }
    }

    private void passMarkers(Collector<RightsInput> out) {
        if (walking.isEmpty()) {
            markers.forEach(marker -> relay.pass(marker, out));
            markers.clear();
        }
    }
}

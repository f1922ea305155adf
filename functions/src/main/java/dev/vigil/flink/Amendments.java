package dev.vigil.flink;

import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.flow.RightsInput;
import dev.vigil.schema.state.StateName;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by authorization: a new version goes to the works that it names and to those that it drops,
 * which would otherwise keep the old one for ever.
 */
public final class Amendments extends KeyedProcessFunction<String, RightsInput, RightsInput> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<Authorization> latest;
    private transient LoadedRelay relay;

    @Override
    public void open(OpenContext context) {
        latest =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.LATEST_AUTHORIZATION, Authorization.class));
        relay = new LoadedRelay(getRuntimeContext().getTaskInfo());
    }

    /** Authorizations by their id, markers by the key group that they stand for. */
    public static String key(RightsInput input) {
        return input.kind() == RightsInput.Kind.LOADED
                ? input.workId()
                : input.authorization().authorizationId();
    }

    @Override
    public void processElement(RightsInput input, Context context, Collector<RightsInput> out)
            throws Exception {
        switch (input.kind()) {
            case AUTHORIZATION -> amended(input.authorization(), out);
            case LOADED -> relay.pass(input.loaded(), out);
            default ->
                    throw new IllegalStateException(
                            "Amendments was given " + input.kind() + ", which is not its own");
        }
    }

    private void amended(Authorization authorization, Collector<RightsInput> out) throws Exception {
        Authorization known = latest.value();
        if (known != null && !authorization.supersedes(known)) {
            return;
        }
        latest.update(authorization);
        TreeSet<String> works = new TreeSet<>(authorization.workIds());
        if (known != null) {
            works.addAll(known.workIds());
        }
        for (String workId : works) {
            out.collect(RightsInput.authorization(workId, authorization));
        }
    }
}

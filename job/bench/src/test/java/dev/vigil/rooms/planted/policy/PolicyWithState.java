package dev.vigil.rooms.planted.policy;

import org.apache.flink.api.common.state.ValueState;

/** Planted: a decision that holds a state handle. */
public interface PolicyWithState {
    String decide(ValueState<String> state);
}

package dev.vigil.flink;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** Map states by text, small enough to be read whole. */
public final class MapStates {
    private MapStates() {}

    public static <T> MapState<String, T> of(RuntimeContext runtime, String name, Class<T> type) {
        return runtime.getMapState(
                new MapStateDescriptor<>(name, Types.STRING, TypeInformation.of(type)));
    }

    /** In the order of the keys: what is derived from it is the same on every backend. */
    public static <T> Map<String, T> all(MapState<String, T> state) throws Exception {
        Map<String, T> all = new TreeMap<>();
        for (Map.Entry<String, T> one : state.entries()) {
            all.put(one.getKey(), one.getValue());
        }
        return all;
    }
}

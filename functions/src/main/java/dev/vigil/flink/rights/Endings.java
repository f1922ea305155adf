package dev.vigil.flink.rights;

import dev.vigil.schema.address.Ids;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/**
 * Ids of a key by the time at which something is due for them, each with a timer, so that none is
 * ever searched for. Many end at one midnight: each is due a little later, by a hash of its id.
 */
final class Endings {
    private final MapState<Long, Ids> due;
    private final int spreadMs;

    /**
     * @param name of the state
     * @param spreadMs over which those of one moment are spread
     */
    Endings(String name, int spreadMs, RuntimeContext runtime) {
        this.spreadMs = spreadMs;
        due =
                runtime.getMapState(
                        new MapStateDescriptor<>(name, Types.LONG, TypeInformation.of(Ids.class)));
    }

    static long spread(long atMs, String id, int spreadMs) {
        return atMs + Math.floorMod(id.hashCode(), spreadMs);
    }

    /**
     * Something is due at that time (UTC epoch ms) or soon after.
     *
     * @return when its timer fires
     */
    long add(String id, long atMs, TimerService timers) throws Exception {
        long at = spread(Math.max(atMs, timers.currentProcessingTime() + 1), id, spreadMs);
        Ids known = due.get(at);
        due.put(at, (known == null ? Ids.NONE : known).with(id));
        timers.registerProcessingTimeTimer(at);
        return at;
    }

    /** What is due at the time of a timer, once. */
    List<String> take(long timestamp) throws Exception {
        Ids ids = due.get(timestamp);
        if (ids == null) {
            return List.of();
        }
        due.remove(timestamp);
        return ids.ids();
    }
}

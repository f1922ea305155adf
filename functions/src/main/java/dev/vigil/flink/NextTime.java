package dev.vigil.flink;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/**
 * The next time of one kind of timers of a key, in state: a timer carries nothing but its time, and
 * those of several kinds may share one. Processing time; none where nothing of the kind waits.
 */
public final class NextTime {
    private final ValueState<Long> next;

    /**
     * @param name of the state
     */
    public NextTime(String name, RuntimeContext runtime) {
        next = runtime.getState(new ValueStateDescriptor<>(name, Types.LONG));
    }

    /** At that time (UTC epoch ms), or at the earlier one that is set already. */
    public void at(long atMs, TimerService timers) throws Exception {
        Long known = next.value();
        if (known == null || atMs < known) {
            next.update(atMs);
            timers.registerProcessingTimeTimer(atMs);
        }
    }

    /** Whether the timer of that time is of this kind; true once for each time that was set. */
    public boolean take(long timestamp) throws Exception {
        Long known = next.value();
        if (known == null || known > timestamp) {
            return false;
        }
        next.clear();
        return true;
    }
}

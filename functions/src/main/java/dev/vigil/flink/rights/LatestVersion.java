package dev.vigil.flink.rights;

import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;

/**
 * The latest version of what a key is the id of. An earlier one is refused. One that is over is
 * forgotten after an age; a compacted topic may bring it again, and it is refused then too.
 *
 * <p>State: the version, until its age. Timers: processing time, one for each version that ends.
 */
final class LatestVersion<V> {
    private final ValueState<V> latest;
    private final BiPredicate<V, V> supersedes;
    private final Function<V, Long> forgetAt;
    private final int spreadMs;

    /**
     * @param supersedes whether the first stays, of two versions
     * @param forgetAt from when on it is forgotten (UTC epoch ms); null where it does not end
     * @param spreadMs over which those of one moment are forgotten
     */
    LatestVersion(
            ValueState<V> latest,
            BiPredicate<V, V> supersedes,
            Function<V, Long> forgetAt,
            int spreadMs) {
        this.latest = latest;
        this.supersedes = supersedes;
        this.forgetAt = forgetAt;
        this.spreadMs = spreadMs;
    }

    /** Null where none is known. */
    V known() throws Exception {
        return latest.value();
    }

    /**
     * Takes a version in.
     *
     * @param known the one before, or null
     * @return false where it is refused
     */
    boolean take(V version, V known, KeyedProcessFunction<String, ?, ?>.Context context)
            throws Exception {
        boolean stays =
                known == null ? !isForgotten(version, context) : supersedes.test(version, known);
        if (!stays) {
            return false;
        }
        latest.update(version);
        Long atMs = forgetAt.apply(version);
        if (atMs != null) {
            context.timerService()
                    .registerProcessingTimeTimer(
                            Endings.spread(atMs, context.getCurrentKey(), spreadMs));
        }
        return true;
    }

    private boolean isForgotten(V version, KeyedProcessFunction<String, ?, ?>.Context context) {
        Long atMs = forgetAt.apply(version);
        return atMs != null && atMs <= context.timerService().currentProcessingTime();
    }

    /** A later version may have a later end, or none: then its own timer is still to come. */
    void onTimer(KeyedProcessFunction<String, ?, ?>.Context context) throws Exception {
        V known = known();
        if (known != null && isForgotten(known, context)) {
            latest.clear();
        }
    }
}

package dev.vigil.flink.figures;

import dev.vigil.schema.address.StateName;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;

/**
 * The event time at which the job has stopped: until all is read again after a start there is no
 * watermark, and what is over must not begin anew meanwhile.
 */
final class StoppedAt {
    private final ListState<Long> kept;
    private long atMs = Long.MIN_VALUE;

    /** Any task may have been the one that was furthest on: each reads all. */
    StoppedAt(OperatorStateStore store) throws Exception {
        kept =
                store.getUnionListState(
                        new ListStateDescriptor<>(StateName.FIGURES_STOPPED_AT, Long.class));
        for (Long one : kept.get()) {
            atMs = Math.max(atMs, one);
        }
    }

    /**
     * @param watermarkMs the current one
     * @return the later of both (UTC epoch ms)
     */
    long now(long watermarkMs) {
        atMs = Math.max(atMs, watermarkMs);
        return atMs;
    }

    /** True where the job was started without state, and has not read all yet. */
    boolean isUnknown() {
        return atMs == Long.MIN_VALUE;
    }

    /** The smallest number where it is not known: the state is in every savepoint. */
    void snapshot() throws Exception {
        kept.update(List.of(atMs));
    }
}

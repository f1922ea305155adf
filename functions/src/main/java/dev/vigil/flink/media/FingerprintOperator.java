package dev.vigil.flink.media;

import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.MediaInput;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Runs {@link FingerprintFunction} and writes its sessions when a checkpoint is taken. A function
 * of its own could not: to write keyed state, the key must be set, and only an operator may do
 * that.
 */
public final class FingerprintOperator
        extends KeyedProcessOperator<String, MediaInput, SearchInput> {
    private static final long serialVersionUID = 1L;

    /**
     * @param slot key of the index slot that packets go to
     */
    public FingerprintOperator(int slot) {
        this(new FingerprintFunction(slot));
    }

    public FingerprintOperator(FingerprintFunction fingerprint) {
        super(fingerprint);
    }

    @Override
    public void processElement(StreamRecord<MediaInput> element) throws Exception {
        super.processElement(element);
        String key = fingerprint().oneTooMany();
        if (key != null) {
            setCurrentKey(key);
            fingerprint().putAside(key);
        }
    }

    /**
     * Ahead of the backend's own snapshot, so that it holds what was consumed up to the barrier.
     */
    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        for (String key : fingerprint().unwritten()) {
            setCurrentKey(key);
            fingerprint().write(key);
        }
        super.snapshotState(context);
    }

    private FingerprintFunction fingerprint() {
        return (FingerprintFunction) userFunction;
    }
}

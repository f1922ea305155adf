package dev.vigil.flink.notice;

import dev.vigil.notice.Standstill;
import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.clock.StopCode;
import dev.vigil.schema.clock.StopReason;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sees the time that the clock sees and reports when it stops. At a parallelism of one its
 * watermark is the least of all sources, so a standstill is one record. Reads reasons ({@link
 * StopReason#line}), of which the last one since time moved is reported.
 *
 * <p>An operator and no function: it must see watermarks, and read the wall clock although no
 * record arrives. It keeps no state: after a restart it reports the health again.
 */
public final class ClockWatchOperator extends AbstractStreamOperator<ClockHealth>
        implements OneInputStreamOperator<String, ClockHealth>, ProcessingTimeCallback {
    private static final long serialVersionUID = 1L;

    private static final long MOST_BETWEEN_LOOKS_MS = 1_000;

    private static final StopReason UNKNOWN = StopReason.of(StopCode.UNKNOWN);

    private final long standstillMs;
    private transient Standstill standstill;
    private transient StopReason reason;

    /**
     * @param standstillMs how long time may stop (option {@code clock.standstill})
     */
    public ClockWatchOperator(long standstillMs) {
        this.standstillMs = standstillMs;
    }

    @Override
    public void open() throws Exception {
        super.open();
        reason = UNKNOWN;
        standstill = new Standstill(standstillMs, now());
        lookLater();
    }

    @Override
    public void processElement(StreamRecord<String> why) {
        reason = StopReason.parse(why.getValue());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.getTimestamp() < Long.MAX_VALUE) {
            reason = UNKNOWN;
            publish(standstill.moved(now(), mark.getTimestamp()));
        }
        super.processWatermark(mark);
    }

    @Override
    public void onProcessingTime(long at) {
        publish(standstill.look(now(), reason));
        lookLater();
    }

    private void lookLater() {
        long pauseMs = Math.min(MOST_BETWEEN_LOOKS_MS, Math.max(1, standstillMs / 2));
        getProcessingTimeService().registerTimer(now() + pauseMs, this);
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    private void publish(ClockHealth news) {
        if (news != null) {
            output.collect(new StreamRecord<>(news));
        }
    }
}

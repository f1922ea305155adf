package dev.vigil.stream.door;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.stream.caughtup.LoadedListener;
import dev.vigil.stream.caughtup.WallClock;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the job has published of signals, read back, so that nothing stays on the list or among the
 * references that it no longer knows of. Only the job may write there. Once that is loaded it is in
 * state.
 */
public final class PublishedSignalDoor extends Door<SignalFact> implements LoadedListener {
    private static final long serialVersionUID = 1L;

    private transient boolean isLoaded;

    public PublishedSignalDoor(WallClock now) {
        super(SignalFact.class, now);
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<SignalFact> out) {
        if (!event.isOn(record.topic()) || event != EventType.SIGNAL_STATE) {
            throw wrongTopic(event, record);
        }
        if (isLoaded) {
            return;
        }
        SignalStatus status = Json.enter(record.value(), SignalStatus.class);
        requireKey(record, status.signalId());
        out.collect(SignalFact.published(status));
    }

    @Override
    public void loaded() {
        isLoaded = true;
    }

    /** Its signal was forgotten. */
    @Override
    void tombstone(ConsumerRecord<byte[], byte[]> record, Collector<SignalFact> out) {}

    @Override
    SignalFact dead(DeadLetter letter) {
        return SignalFact.dead(letter);
    }
}

package dev.vigil.stream.door;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.usage.LicenseOffered;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.stream.caughtup.LoadedListener;
import dev.vigil.stream.caughtup.WallClock;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Rows of usage and offers that the ledger job has published itself, read back: what was settled is
 * never computed again from verdicts that are partly gone. Only the job may write there. Once that
 * is loaded nothing passes: the rest is in state already.
 */
public final class PublishedUsageDoor extends Door<UsageInput> implements LoadedListener {
    private static final long serialVersionUID = 1L;

    private transient boolean isLoaded;

    public PublishedUsageDoor(WallClock now) {
        super(UsageInput.class, now);
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<UsageInput> out) {
        if (!event.isOn(record.topic())) {
            throw wrongTopic(event, record);
        }
        if (isLoaded) {
            return;
        }
        switch (event) {
            case USAGE_ROW ->
                    out.collect(UsageInput.published(Json.enter(record.value(), UsageRow.class)));
            case LICENSE_OFFERED ->
                    out.collect(
                            UsageInput.published(Json.enter(record.value(), LicenseOffered.class)));
            default -> throw wrongTopic(event, record);
        }
    }

    @Override
    public void loaded() {
        isLoaded = true;
    }

    /** Too old to be kept. */
    @Override
    void tombstone(ConsumerRecord<byte[], byte[]> record, Collector<UsageInput> out) {}

    @Override
    UsageInput dead(DeadLetter letter) {
        return UsageInput.dead(letter);
    }
}

package dev.vigil.stream.door;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.register.IdentifierConflict;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegisterFact;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.stream.caughtup.LoadedListener;
import dev.vigil.stream.caughtup.WallClock;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the register has answered itself, read back, so that it answers nothing twice and knows
 * since when a conflict is open. Only the job may write there. Once that is loaded it is in state.
 */
public final class PublishedRegisterDoor extends Door<RegisterFact> implements LoadedListener {
    private static final long serialVersionUID = 1L;

    private transient boolean isLoaded;

    public PublishedRegisterDoor(WallClock now) {
        super(RegisterFact.class, now);
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<RegisterFact> out) {
        if (!event.isOn(record.topic())) {
            throw wrongTopic(event, record);
        }
        if (isLoaded) {
            return;
        }
        out.collect(
                switch (event) {
                    case REGISTRATION_RECEIPT ->
                            RegisterFact.receipt(read(record, RegistrationReceipt.class));
                    case WORK_EFFECTIVE ->
                            RegisterFact.effective(RegisterDoor.work(event, record, null));
                    case OWNERSHIP_CONFLICT ->
                            RegisterFact.conflict(read(record, OwnershipConflict.class));
                    case IDENTIFIER_CONFLICT ->
                            RegisterFact.identifier(read(record, IdentifierConflict.class));
                    default -> throw wrongTopic(event, record);
                });
    }

    @Override
    public void loaded() {
        isLoaded = true;
    }

    private static <T> T read(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
        return Json.enter(record.value(), type);
    }

    /** Compaction removes what is not needed again. */
    @Override
    void tombstone(ConsumerRecord<byte[], byte[]> record, Collector<RegisterFact> out) {}

    @Override
    RegisterFact dead(DeadLetter letter) {
        return RegisterFact.dead(letter);
    }
}

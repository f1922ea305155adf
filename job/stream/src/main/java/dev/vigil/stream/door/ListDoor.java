package dev.vigil.stream.door;

import dev.vigil.schema.event.DeadLetter;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.flow.ListInput;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The list topic: entries, withdrawn ones too. */
public final class ListDoor extends Door<ListInput> {
    private static final long serialVersionUID = 1L;

    public ListDoor(NowMs now) {
        super(ListInput.class, now);
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<ListInput> out) {
        if (event != EventType.LIST_UPSERTED && event != EventType.LIST_WITHDRAWN) {
            throw wrongTopic(event, record);
        }
        ListEntry entry = Json.read(record.value(), ListEntry.class);
        requireKey(record, entry.entryId());
        if ((event == EventType.LIST_WITHDRAWN) != (entry.withdrawnAt() != null)) {
            throw new Refused(
                    "BAD_DATA",
                    "withdrawnAt: expected with "
                            + EventType.LIST_WITHDRAWN.type()
                            + " and only there, came "
                            + entry.withdrawnAt()
                            + " with "
                            + event.type());
        }
        out.collect(ListInput.entry(entry));
    }

    @Override
    ListInput dead(DeadLetter letter) {
        return ListInput.dead(letter);
    }
}

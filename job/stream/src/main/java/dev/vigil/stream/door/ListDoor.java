package dev.vigil.stream.door;

import dev.vigil.schema.event.DeadLetter;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.event.NotifierStanding;
import dev.vigil.schema.flow.ListInput;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.stream.caughtup.WallClock;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is broadcast: the list topic, withdrawn entries too, and the standings of notifiers. */
public final class ListDoor extends Door<ListInput> {
    private static final long serialVersionUID = 1L;

    public ListDoor(WallClock now) {
        super(ListInput.class, now);
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<ListInput> out) {
        if (event.topics().stream().noneMatch(t -> t.topicName().equals(record.topic()))) {
            throw wrongTopic(event, record);
        }
        switch (event) {
            case LIST_UPSERTED, LIST_WITHDRAWN ->
                    out.collect(ListInput.entry(entry(event, record)));
            case NOTIFIER_STANDING -> out.collect(ListInput.notifier(standing(record)));
            default -> throw wrongTopic(event, record);
        }
    }

    private static NotifierStanding standing(ConsumerRecord<byte[], byte[]> record) {
        NotifierStanding standing = Json.read(record.value(), NotifierStanding.class);
        requireKey(record, standing.notifier());
        return standing;
    }

    private static ListEntry entry(EventType event, ConsumerRecord<byte[], byte[]> record) {
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
        return entry;
    }

    @Override
    ListInput dead(DeadLetter letter) {
        return ListInput.dead(letter);
    }
}

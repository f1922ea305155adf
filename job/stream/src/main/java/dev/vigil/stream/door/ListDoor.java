package dev.vigil.stream.door;

import dev.vigil.schema.check.ReservedId;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.wire.Authorities;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.WallClock;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is broadcast: the list topic, withdrawn entries too, and the standings of notifiers. */
public final class ListDoor extends Door<ListInput> {
    private static final long serialVersionUID = 1L;

    private final Authorities authorities;
    private transient Counter refused;
    private transient Counter tombstones;

    public ListDoor(WallClock now) {
        this(now, Authorities.ANYBODY);
    }

    /**
     * @param authorities whose signatures are required
     */
    public ListDoor(WallClock now, Authorities authorities) {
        super(ListInput.class, now);
        this.authorities = authorities;
    }

    /** Both are alerted on: neither a forged entry nor its tombstone is sent by accident. */
    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        refused = context.getMetricGroup().counter("refusedListEntries");
        tombstones = context.getMetricGroup().counter("listTombstones");
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
                    out.collect(
                            ListInput.entry(entry(event, record), publishedAt(envelope, record)));
            case NOTIFIER_STANDING -> out.collect(ListInput.notifier(standing(record)));
            default -> throw wrongTopic(event, record);
        }
    }

    /**
     * No tombstone is signed: an authority's entry leaves the list by its field withdrawnAt alone.
     * One of Vigil's own, of which there is one for each recording, and a standing leave their
     * topics once they count no more, so that these don't grow for ever.
     */
    @Override
    void tombstone(ConsumerRecord<byte[], byte[]> record, Collector<ListInput> out) {
        if (record.topic().equals(Topic.NOTIFIERS.topicName())) {
            return;
        }
        String key = key(record);
        if (key != null && ReservedId.isOne(key)) {
            out.collect(ListInput.gone(key));
            return;
        }
        count(tombstones);
        super.tombstone(record, out);
    }

    /** A door that was not opened counts nothing. */
    private static void count(Counter counter) {
        if (counter != null) {
            counter.inc();
        }
    }

    private static NotifierStanding standing(ConsumerRecord<byte[], byte[]> record) {
        NotifierStanding standing = Json.enter(record.value(), NotifierStanding.class);
        requireKey(record, standing.notifier());
        return standing;
    }

    private static long publishedAt(Envelope envelope, ConsumerRecord<byte[], byte[]> record) {
        return record.timestamp() > 0 ? record.timestamp() : envelope.timeMs();
    }

    private ListEntry entry(EventType event, ConsumerRecord<byte[], byte[]> record) {
        try {
            return entry(authorities, event, record);
        } catch (Unsigned e) {
            count(refused);
            throw e;
        }
    }

    /** An entry whose key, type and signature are right. */
    static ListEntry entry(
            Authorities authorities, EventType event, ConsumerRecord<byte[], byte[]> record) {
        ListEntry entry = Json.enter(record.value(), ListEntry.class);
        requireKey(record, entry.entryId());
        if ((event == EventType.LIST_WITHDRAWN) != (entry.withdrawnAt() != null)) {
            throw new Refused(
                    "BAD_DATA",
                    "withdrawnAt: expected with "
                            + EventType.LIST_WITHDRAWN.type()
                            + " and only there, got "
                            + entry.withdrawnAt()
                            + " with "
                            + event.type());
        }
        authorities
                .refusal(entry, record.value())
                .ifPresent(
                        no -> {
                            throw new Unsigned(no.reason(), no.message());
                        });
        return entry.inUtc();
    }

    /** An entry that its authority has not signed. */
    private static final class Unsigned extends Refused {
        private static final long serialVersionUID = 1L;

        Unsigned(String reason, String message) {
            super(reason, message);
        }
    }

    @Override
    ListInput dead(DeadLetter letter) {
        return ListInput.dead(letter);
    }
}

package dev.vigil.stream.door;

import dev.vigil.schema.account.GroundFact;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.wire.Authorities;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.stream.caughtup.WallClock;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What offences rest on: entries of the list, and what people found of references. */
public final class GroundDoor extends Door<GroundFact> {
    private static final long serialVersionUID = 1L;

    private final Authorities authorities;

    /**
     * @param authorities whose signatures the list requires
     */
    public GroundDoor(WallClock now, Authorities authorities) {
        super(GroundFact.class, now);
        this.authorities = authorities;
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<GroundFact> out) {
        if (!event.isOn(record.topic())) {
            throw wrongTopic(event, record);
        }
        switch (event) {
            case LIST_UPSERTED, LIST_WITHDRAWN ->
                    out.collect(
                            GroundFact.entry(
                                    ListDoor.entry(authorities, event, record), envelope.timeMs()));
            case REFERENCE_REVIEWED -> {
                ReferenceReview review = Json.enter(record.value(), ReferenceReview.class);
                requireKey(record, review.workId());
                refuseFuture(record, "at", review.at());
                out.collect(
                        GroundFact.review(
                                review,
                                new RecordPosition(
                                        record.topic(), record.partition(), record.offset())));
            }
            default -> throw wrongTopic(event, record);
        }
    }

    /**
     * An entry leaves the list by its field withdrawnAt; what removes it otherwise says nothing.
     */
    @Override
    void tombstone(ConsumerRecord<byte[], byte[]> record, Collector<GroundFact> out) {}

    @Override
    GroundFact dead(DeadLetter letter) {
        return GroundFact.dead(letter);
    }

    /** Accounts are rebuilt from their topics, and have to come out the same. */
    @Override
    long receivedMs(ConsumerRecord<byte[], byte[]> record) {
        return appendedMs(record);
    }
}

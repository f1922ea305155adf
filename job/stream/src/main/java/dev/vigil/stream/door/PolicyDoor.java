package dev.vigil.stream.door;

import dev.vigil.register.Identifiers;
import dev.vigil.register.Overlaps;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.register.ReferenceOverlap;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightsInput;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.stream.caughtup.WallClock;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The topics policies, works and reviews; a work of several owners is fanned out to each, as its
 * owners' policies must find it. Of reference.health what works have in common.
 */
public final class PolicyDoor extends Door<RightsInput> {
    private static final long serialVersionUID = 1L;

    private final Identifiers identifiers;

    public PolicyDoor(WallClock now) {
        this(now, Identifiers.DEFAULTS);
    }

    /**
     * @param identifiers that works may have
     */
    public PolicyDoor(WallClock now, Identifiers identifiers) {
        super(RightsInput.class, now);
        this.identifiers = identifiers;
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<RightsInput> out) {
        if (!event.isOn(record.topic())) {
            throw wrongTopic(event, record);
        }
        switch (event) {
            case MATCH_POLICY -> {
                MatchPolicy policy = Json.enter(record.value(), MatchPolicy.class);
                requireKey(record, policy.ownerId());
                out.collect(RightsInput.policy(null, policy));
            }
            case WORK_REGISTERED, WORK_EFFECTIVE -> {
                RegisteredWork work = RegisterDoor.work(event, record, identifiers);
                work.owners().stream()
                        .map(OwnerShare::ownerId)
                        .distinct()
                        .forEach(owner -> out.collect(RightsInput.work(owner, work)));
            }
            case REFERENCE_REVIEWED -> {
                ReferenceReview review = Json.enter(record.value(), ReferenceReview.class);
                requireKey(record, review.workId());
                out.collect(RightsInput.review(review));
            }
            case REFERENCE_OVERLAP -> {
                ReferenceOverlap overlap = Json.enter(record.value(), ReferenceOverlap.class);
                requireKey(record, overlap.key());
                out.collect(RightsInput.shared(Overlaps.shared(overlap)));
            }
            case REFERENCE_HEALTH -> {
                // What the state of the job has of it counts.
            }
            default -> throw wrongTopic(event, record);
        }
    }

    @Override
    RightsInput dead(DeadLetter letter) {
        return RightsInput.dead(letter);
    }
}

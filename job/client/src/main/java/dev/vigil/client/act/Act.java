package dev.vigil.client.act;

import dev.vigil.audit.RecordPlace;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The one record that an act of a person is.
 *
 * @param key of the record; the event's subject too
 * @param timeMs time of the event (UTC epoch ms)
 * @param body the event's data, a record of its type
 * @param answers ids whose change is the answer, see {@link ActAnswer}
 */
public record Act(
        Topic topic, EventType type, String key, long timeMs, Object body, List<String> answers) {
    public Act {
        answers = List.copyOf(answers);
    }

    /** An act that its own key answers. */
    static Act of(Topic topic, EventType type, String key, long timeMs, Object body) {
        return new Act(topic, type, key, timeMs, body, List.of(key));
    }

    /** The same with another body, such as one that is signed. */
    public Act having(Object other) {
        return new Act(topic, type, key, timeMs, other, answers);
    }

    /** Sends it and returns when the broker has it. */
    public RecordPlace send(Bus bus) throws BusException {
        RecordMetadata sent = bus.send(topic, type, key, timeMs, body);
        return new RecordPlace(sent.topic(), sent.partition(), sent.offset());
    }
}

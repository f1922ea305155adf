package dev.vigil.bench.desk;

import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;

/** What takes the records of a site, in their order. */
interface EventSink {
    /**
     * Takes a record.
     *
     * @param ms when it happened, UTC epoch ms
     * @param actor the person who caused it, a pointer; null for a program
     */
    void send(Topic topic, EventType type, String key, long ms, Object event, String actor);

    /** The same on the first topic of its type. */
    default void send(EventType type, String key, long ms, Object event, String actor) {
        send(type.topics().get(0), type, key, ms, event, actor);
    }

    /** The same of a program. */
    default void send(EventType type, String key, long ms, Object event) {
        send(type, key, ms, event, null);
    }
}

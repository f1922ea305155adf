package dev.vigil.client.bus;

import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Reads a topic from its begin to its end, one event after the other: a topic may be far larger
 * than what is wanted of it, as heartbeats are.
 */
public interface TopicReader {
    void each(Topic topic, Consumer<Event> each) throws IOException;
}

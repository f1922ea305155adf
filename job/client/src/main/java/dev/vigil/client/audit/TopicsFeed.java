package dev.vigil.client.audit;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.TopicCursor;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The topics of a log at a broker. */
public final class TopicsFeed implements LogFeed, AutoCloseable {
    private final Bus bus;
    private final List<TopicCursor> cursors = new ArrayList<>();

    public TopicsFeed(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Records read(Topic topic, long from) throws IOException {
        TopicCursor cursor = bus.cursor(topic, from);
        cursors.add(cursor);
        return new Records(cursor.end(), cursor);
    }

    @Override
    public void close() {
        cursors.forEach(TopicCursor::close);
    }
}

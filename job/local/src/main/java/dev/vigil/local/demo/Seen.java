package dev.vigil.local.demo;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.client.bus.Event;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Everything that the jobs have published, gathered as it comes. */
final class Seen implements AutoCloseable {
    /** Of a site that does all. */
    private static final List<Topic> TOPICS =
            List.of(
                    Topic.VERDICTS,
                    Topic.COMMANDS,
                    Topic.REASONS,
                    Topic.SCREENED,
                    Topic.ESCALATIONS,
                    Topic.BREACHES,
                    Topic.NOTICE_STATUS,
                    Topic.NOTICE_LINKS,
                    Topic.MEDIA_ALERTS,
                    Topic.OFFENCES,
                    Topic.STRIKES,
                    Topic.ACCOUNT_STANDINGS,
                    Topic.WARNINGS,
                    Topic.RECEIPTS,
                    Topic.ACCOUNT_COMMANDS,
                    Topic.ACCOUNT_CONFIRMATIONS,
                    Topic.DEPARTMENT,
                    Topic.LEDGER_ALERTS,
                    Topic.REGISTER,
                    Topic.USAGE,
                    Topic.DEAD_LETTERS,
                    Topic.NOTICE_DEAD_LETTERS,
                    Topic.LEDGER_DEAD_LETTERS);

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Thread follower;
    private volatile boolean closed;
    private volatile BusException failure;

    Seen(String bootstrap) {
        this(bootstrap, TOPICS);
    }

    Seen(String bootstrap, List<Topic> topics) {
        follower = new Thread(() -> follow(bootstrap, topics), "demo-follower");
        follower.start();
    }

    private void follow(String bootstrap, List<Topic> topics) {
        try (Bus bus = Bus.of(bootstrap)) {
            bus.follow(
                    topics,
                    true,
                    event -> {
                        if (event != null) {
                            events.add(event);
                        }
                        return !closed;
                    });
        } catch (BusException e) {
            failure = e;
        }
    }

    /** All events whose data is that record, in order of arrival per key. */
    <T> Stream<T> all(Class<T> type) {
        if (failure != null) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
        return events.stream().filter(event -> event.is(type)).map(event -> event.as(type));
    }

    /** All events but the first ones, in order of arrival. */
    List<Event> after(int first) {
        return List.copyOf(events.subList(first, events.size()));
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        follower.join();
    }
}

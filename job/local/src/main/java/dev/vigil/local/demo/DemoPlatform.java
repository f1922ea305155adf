package dev.vigil.local.demo;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.client.bus.Event;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;

/** The platform of the demo: whatever it is told to do with a session is done, and confirmed. */
final class DemoPlatform implements AutoCloseable {
    private final Thread listener;
    private volatile boolean closed;

    DemoPlatform(String bootstrap) {
        listener = new Thread(() -> listen(bootstrap), "demo-platform");
        listener.start();
    }

    private void listen(String bootstrap) {
        try (Bus told = Bus.of(bootstrap);
                Bus answers = Bus.of(bootstrap)) {
            told.follow(
                    List.of(Topic.COMMANDS),
                    true,
                    event -> {
                        if (event != null && event.is(EnforcementCommand.class)) {
                            confirm(event, answers);
                        }
                        return !closed;
                    });
        } catch (BusException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void confirm(Event event, Bus answers) {
        EnforcementCommand command = event.as(EnforcementCommand.class);
        long now = System.currentTimeMillis();
        ActionConfirmed done =
                new ActionConfirmed(
                        UUID.randomUUID().toString(),
                        command.sessionId(),
                        command.measure(),
                        now,
                        "demo",
                        command.commandId(),
                        null,
                        null,
                        null,
                        null);
        try {
            answers.send(
                    Topic.SESSION_CONFIRMATIONS,
                    EventType.ACTION_CONFIRMED,
                    command.sessionId(),
                    now,
                    done);
        } catch (BusException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        listener.join();
    }
}

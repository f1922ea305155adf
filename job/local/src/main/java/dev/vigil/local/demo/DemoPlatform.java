package dev.vigil.local.demo;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.client.bus.Event;
import dev.vigil.local.embedded.MovedClock;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;

/**
 * The platform of the demo: a command on a session or an account is carried out and confirmed, a
 * warning is delivered and has its receipts, each at the time of the story.
 */
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
                    List.of(Topic.COMMANDS, Topic.ACCOUNT_COMMANDS, Topic.WARNINGS),
                    true,
                    event -> {
                        if (event != null) {
                            answer(event, answers);
                        }
                        return !closed;
                    });
        } catch (BusException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(Event event, Bus answers) {
        try {
            carryOut(event, answers);
        } catch (BusException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void carryOut(Event event, Bus answers) throws BusException {
        if (event.is(EnforcementCommand.class)) {
            EnforcementCommand command = event.as(EnforcementCommand.class);
            answers.send(
                    Topic.SESSION_CONFIRMATIONS,
                    EventType.ACTION_CONFIRMED,
                    command.sessionId(),
                    System.currentTimeMillis(),
                    done(
                            command.sessionId(),
                            command.measure(),
                            command.commandId(),
                            System.currentTimeMillis()));
        } else if (event.is(AccountCommand.class)) {
            AccountCommand command = event.as(AccountCommand.class);
            long now = MovedClock.nowMs();
            answers.send(
                    Topic.ACCOUNT_CONFIRMATIONS,
                    EventType.ACTION_CONFIRMED,
                    command.accountId(),
                    now,
                    done(command.accountId(), command.measure(), command.commandId(), now));
        } else if (event.is(UserWarning.class)) {
            deliver(event.as(UserWarning.class), answers);
        }
    }

    private static ActionConfirmed done(
            String itemId, Measure measure, String commandId, long effectiveAt) {
        return ActionConfirmedBuilder.builder()
                .confirmationId(UUID.randomUUID().toString())
                .itemId(itemId)
                .measure(measure)
                .effectiveAt(effectiveAt)
                .executor("demo")
                .commandId(commandId)
                .build();
    }

    private static void deliver(UserWarning warning, Bus answers) throws BusException {
        for (ReceiptState state : List.of(ReceiptState.SENT, ReceiptState.DELIVERED)) {
            long now = MovedClock.nowMs();
            answers.send(
                    Topic.RECEIPTS,
                    EventType.WARNING_RECEIPT,
                    warning.accountId(),
                    now,
                    new WarningReceipt(
                            warning.warningId(), warning.accountId(), state, now, "inbox", null));
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        listener.join();
    }
}

package dev.vigil.cli;

import dev.vigil.cli.option.TimeOption;
import dev.vigil.cli.option.WritingConnection;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The platform's side of a command on a session; items of notices have a verb of their own. */
@Command(
        name = "confirm",
        description = {
            "Answer a command on a session: it was carried out, or it could not be.",
            "Without an answer a command is repeated, then escalated."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vigil confirm room-77                        (the last command on it)",
            "  vigil confirm room-77/command/1 --measure NOT_FOUND --evidence log-8",
            "  vigil confirm room-77 --failed 'the encoder does not answer'"
        })
final class ConfirmCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private WritingConnection connection;

    @Parameters(
            paramLabel = "COMMAND|SESSION",
            description = "id of the command, or of its session for the last one on it")
    private String id;

    @Option(
            names = "--measure",
            description = "what was done, of ${COMPLETION-CANDIDATES} (default: what was ordered)")
    private Measure measure;

    @Option(names = "--failed", paramLabel = "REASON", description = "why it could not be done")
    private String failed;

    @Option(
            names = "--effective",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "when it took effect (default: now)")
    private Instant effective;

    @Option(names = "--by", description = "who carried it out")
    private String executor;

    @Option(names = "--evidence", description = "reference to a proof; NOT_FOUND needs one")
    private String evidence;

    @Override
    public Integer call() throws IOException {
        try (Bus bus = connection.bus()) {
            EnforcementCommand command = command(bus);
            long now = System.currentTimeMillis();
            long at = effective == null ? now : effective.toEpochMilli();
            if (failed != null) {
                send(
                        bus,
                        EventType.ACTION_REVERSED,
                        now,
                        command,
                        new ItemBack(command.sessionId(), at, failed, command.commandId()));
                say(command.commandId() + ": failed, " + failed);
            } else {
                ActionConfirmed confirmed = confirmed(command, at);
                send(bus, EventType.ACTION_CONFIRMED, now, command, confirmed);
                say(command.commandId() + ": " + confirmed.measure() + " confirmed");
            }
        }
        return 0;
    }

    private ActionConfirmed confirmed(EnforcementCommand command, long at) {
        return new ActionConfirmed(
                UUID.randomUUID().toString(),
                command.sessionId(),
                measure == null ? command.measure() : measure,
                at,
                executor,
                command.commandId(),
                evidence,
                null,
                null,
                null,
                null,
                null);
    }

    private static void send(
            Bus bus, EventType type, long now, EnforcementCommand command, Object event)
            throws IOException {
        bus.send(Topic.SESSION_CONFIRMATIONS, type, command.sessionId(), now, event);
    }

    private EnforcementCommand command(Bus bus) throws IOException {
        Optional<EnforcementCommand> last =
                bus.all(Topic.COMMANDS, EnforcementCommand.class).stream()
                        .filter(c -> c.commandId().equals(id) || c.sessionId().equals(id))
                        .reduce((earlier, later) -> later);
        return last.orElseThrow(
                () ->
                        new IOException(
                                "COMMAND: expected a command on a session, or a session that has"
                                        + " one, got '"
                                        + id
                                        + "'; see vigil watch commands"));
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}

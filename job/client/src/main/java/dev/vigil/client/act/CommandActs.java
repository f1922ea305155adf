package dev.vigil.client.act;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;

/** The platform's answer to a command on a session, by hand. No job answers it. */
public final class CommandActs {
    private CommandActs() {}

    /**
     * It was carried out.
     *
     * @param commandOrSession id of the command, or of its session for the last one on it
     * @param answer all but the session and the command; without a measure it is the one that was
     *     ordered
     */
    public static Act confirm(
            ActFacts known, String commandOrSession, ActionConfirmedBuilder answer, long nowMs)
            throws IOException {
        EnforcementCommand command = require(known, commandOrSession);
        ActionConfirmed confirmed =
                answer.itemId(command.sessionId())
                        .commandId(command.commandId())
                        .measure(answer.measure() == null ? command.measure() : answer.measure())
                        .build();
        return act(EventType.ACTION_CONFIRMED, command, nowMs, confirmed);
    }

    /**
     * It could not be carried out.
     *
     * @param atMs when that was found (UTC epoch ms)
     */
    public static Act fail(
            ActFacts known, String commandOrSession, long atMs, String reason, long nowMs)
            throws IOException {
        EnforcementCommand command = require(known, commandOrSession);
        return act(
                EventType.ACTION_REVERSED,
                command,
                nowMs,
                new ItemBack(command.sessionId(), atMs, reason, command.commandId()));
    }

    private static Act act(EventType type, EnforcementCommand command, long nowMs, Object answer) {
        return Act.of(Topic.SESSION_CONFIRMATIONS, type, command.sessionId(), nowMs, answer);
    }

    /** {@code room-77/command/179592013: BLOCK confirmed}. */
    public static String words(Act act) {
        if (act.body() instanceof ItemBack failed) {
            return failed.commandId() + ": failed, " + failed.reason();
        }
        ActionConfirmed confirmed = (ActionConfirmed) act.body();
        return confirmed.commandId() + ": " + confirmed.measure() + " confirmed";
    }

    private static EnforcementCommand require(ActFacts known, String commandOrSession)
            throws IOException {
        return known.command(commandOrSession)
                .orElseThrow(
                        () ->
                                new ActRefused(
                                        "command.unknown",
                                        "COMMAND: expected a command on a session, or a session"
                                                + " that has one, got '"
                                                + commandOrSession
                                                + "'; see vigil watch commands",
                                        commandOrSession));
    }
}

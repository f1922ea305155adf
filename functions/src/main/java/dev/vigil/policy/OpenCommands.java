package dev.vigil.policy;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.enforcement.CommandUnconfirmedBuilder;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.enforcement.OpenCommand;
import java.util.EnumSet;
import java.util.Set;

/**
 * The latest command on a session until the platform confirms it: repeated at its deadline, then
 * escalated, once. A command that follows takes its place: what was wanted before is not repeated.
 */
public final class OpenCommands {
    /** The platform is expected to confirm within this time. */
    static final long CONFIRM_WITHIN_MS = 10_000;

    /** How often a command is sent, the first time included. */
    static final int ATTEMPTS = 3;

    /** No confirmation is expected any more: the alert ends, so that nothing is kept for ever. */
    static final long GIVEN_UP_MS = 7 * 24 * 3_600_000L;

    /** Each of them keeps the session from everybody. */
    private static final Set<Measure> GONE =
            EnumSet.of(Measure.DELETE, Measure.BLOCK, Measure.DISCONNECT, Measure.STOP_STREAM);

    private OpenCommands() {}

    /**
     * What follows from a step.
     *
     * @param open the command that is still to be confirmed, or null
     * @param repeat the same command once more, or null
     * @param alert for compliance, or that it is over, or null
     */
    public record Following(
            OpenCommand open, EnforcementCommand repeat, CommandUnconfirmed alert) {}

    /**
     * A command was sent.
     *
     * @param before the one whose place it takes, or null
     */
    public static Following sent(OpenCommand before, EnforcementCommand command) {
        return new Following(
                new OpenCommand(command, 1, command.deadline(), false, null),
                null,
                over(before, command.issuedAt(), "SUPERSEDED"));
    }

    /** Its session is no more: another one has the id. */
    public static Following dropped(OpenCommand open, long nowMs) {
        return new Following(null, null, over(open, nowMs, "SUPERSEDED"));
    }

    /** Its time has passed. */
    public static Following overdue(OpenCommand open, long nowMs) {
        return open.escalated()
                ? new Following(null, null, over(open, open.dueAt(), "EXPIRED"))
                : again(open, open.failure(), nowMs);
    }

    /** The platform confirms that it has carried the command out. */
    public static Following confirmed(OpenCommand open, ActionConfirmed word, long nowMs) {
        Measure ordered = open.command().measure();
        if (fulfils(word.measure(), ordered)) {
            return new Following(null, null, over(open, word.effectiveAt(), "CONFIRMED"));
        }
        return failed(open, "expected " + ordered + ", got " + word.measure(), nowMs);
    }

    /** The platform reports that it could not: there is nothing to wait for. */
    public static Following failed(OpenCommand open, String why, long nowMs) {
        return open.escalated()
                ? new Following(with(open, why), null, null)
                : again(open, why, nowMs);
    }

    private static boolean fulfils(Measure done, Measure ordered) {
        return done == ordered
                || done == Measure.NOT_FOUND
                || GONE.contains(done) && GONE.contains(ordered);
    }

    /**
     * From now on, not from the last deadline: after an outage the platform gets its time again,
     * and its answers meanwhile are read before a person is woken.
     */
    private static Following again(OpenCommand open, String failure, long nowMs) {
        if (open.attempts() < ATTEMPTS) {
            long dueAt = nowMs + CONFIRM_WITHIN_MS;
            EnforcementCommand repeat = open.command().repeated(open.attempts() + 1, dueAt);
            return new Following(
                    new OpenCommand(repeat, open.attempts() + 1, dueAt, false, failure),
                    repeat,
                    null);
        }
        OpenCommand escalated =
                new OpenCommand(
                        open.command(), open.attempts(), nowMs + GIVEN_UP_MS, true, failure);
        return new Following(escalated, null, alert(escalated, null, null));
    }

    private static OpenCommand with(OpenCommand open, String failure) {
        return new OpenCommand(open.command(), open.attempts(), open.dueAt(), true, failure);
    }

    private static CommandUnconfirmed over(OpenCommand open, long atMs, String resolution) {
        return open == null || !open.escalated() ? null : alert(open, atMs, resolution);
    }

    private static CommandUnconfirmed alert(OpenCommand open, Long resolvedAt, String resolution) {
        EnforcementCommand command = open.command();
        return CommandUnconfirmedBuilder.builder()
                .alertKey(command.commandId() + "/unconfirmed")
                .commandId(command.commandId())
                .sessionId(command.sessionId())
                .accountId(command.accountId())
                .measure(command.measure())
                .territories(command.territories())
                .workId(command.workId())
                .verdictId(command.verdictId())
                .issuedAt(command.issuedAt())
                .attempts(open.attempts())
                .deadline(command.deadline())
                .failure(open.failure())
                .resolvedAt(resolvedAt)
                .resolution(resolution)
                .build();
    }
}

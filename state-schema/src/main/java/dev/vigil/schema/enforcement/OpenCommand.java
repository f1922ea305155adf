package dev.vigil.schema.enforcement;

import dev.vigil.schema.types.InState;

/**
 * The latest command on a session, while the platform has not confirmed it.
 *
 * @param command as it was sent last
 * @param attempts how often it was sent
 * @param dueAt when to act if there is no answer (processing time, UTC epoch ms)
 * @param escalated true once compliance has an alert
 * @param failure the platform's last report, or null
 */
@InState
public record OpenCommand(
        EnforcementCommand command, int attempts, long dueAt, boolean escalated, String failure) {}

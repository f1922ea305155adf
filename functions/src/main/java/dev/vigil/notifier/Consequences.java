package dev.vigil.notifier;

import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.notifier.StandingLevel;

/**
 * What a standing means for a notice. It never means that a clock stops, starts later or runs
 * slower: a complete notice is owed its answer, whatever its sender's standing.
 *
 * @param priorityLane may be pulled to the top of a queue; the trusted first
 * @param autoAction may be acted on without a person
 * @param provisionalDisable its items may be disabled when the time is nearly up
 * @param checks identity and evidence are to be checked by a person
 */
public record Consequences(
        boolean priorityLane, boolean autoAction, boolean provisionalDisable, boolean checks) {
    /**
     * Consequences of a standing.
     *
     * @param standing null for an unknown notifier
     */
    public static Consequences of(NotifierStanding standing) {
        if (standing == null) {
            return new Consequences(true, true, true, false);
        }
        boolean restricted = standing.level() == StandingLevel.RESTRICTED;
        return new Consequences(
                !restricted
                        && standing.level() != StandingLevel.PRIORITY_LOST
                        && !standing.flooding(),
                !restricted,
                !standing.level().flagged() && !standing.flooding(),
                restricted);
    }
}

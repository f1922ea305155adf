package dev.vigil.policy;

import dev.vigil.schema.event.Measure;
import dev.vigil.schema.state.Commanded;
import dev.vigil.schema.state.JudgedSession;
import java.util.List;
import java.util.Optional;

/**
 * What the platform says of commands that the state does not wait for. After a restore the state
 * may be older than what the platform was told: its word is kept, and where the session's verdict
 * wants another measure, that one is commanded again. Never a LIFT: the grounds are not known.
 */
public final class Reconciliation {
    private Reconciliation() {}

    /**
     * The session as the platform has it, to be judged again; empty where the word is no news.
     *
     * @param measure that the platform has carried out
     */
    public static Optional<JudgedSession> confirmed(
            JudgedSession session, String commandId, Measure measure) {
        int number = Commands.number(session.sessionId(), commandId);
        if (number <= session.commanded().count()) {
            return Optional.empty();
        }
        boolean none = measure == Measure.LIFT || measure == Measure.NOT_FOUND;
        return Optional.of(
                session.with(new Commanded(none ? null : measure, List.of(), number, true)));
    }

    /** The same for a measure that is not, or no longer, in force. */
    public static Optional<JudgedSession> failed(JudgedSession session, String commandId) {
        Commanded known = session.commanded();
        int number = Commands.number(session.sessionId(), commandId);
        if (number < known.count()) {
            return Optional.empty();
        }
        if (number > known.count()) {
            // What it would have changed stands as before.
            return Optional.of(
                    session.with(
                            new Commanded(
                                    known.measure(),
                                    known.territories(),
                                    number,
                                    known.adopted())));
        }
        return known.measure() == null
                ? Optional.empty()
                : Optional.of(session.with(new Commanded(null, List.of(), number)));
    }
}

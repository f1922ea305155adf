package dev.vigil.policy;

import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.enforcement.OrderedMeasure;
import dev.vigil.schema.verdict.JudgedSession;
import java.util.List;
import java.util.Optional;

/**
 * The platform's answers to commands that the state does not wait for. After a restore the state
 * may be older than the platform's last command: its confirmation is kept, and where the session's
 * verdict asks for another measure, that one is commanded again. Never a LIFT: the grounds are not
 * known.
 */
public final class Reconciliation {
    private Reconciliation() {}

    /**
     * Why an answer can't be one to a command of the session; empty where it can.
     *
     * @param known what is remembered of the session; null for nothing
     */
    public static Optional<String> fault(String sessionId, JudgedSession known, String commandId) {
        int last = known == null ? 0 : known.commanded().count();
        if (Commands.number(sessionId, commandId, last).isEmpty()) {
            return Optional.of(
                    "commandId: expected "
                            + sessionId
                            + Commands.COMMAND
                            + "N as the command has it, got '"
                            + commandId
                            + "'; answer commands on sessions here and nothing else");
        }
        return known != null
                ? Optional.empty()
                : Optional.of(
                        "itemId: expected a session that was judged in the last days, got '"
                                + sessionId
                                + "'; correct the id, unless the job was restored from an older"
                                + " state: what the platform has done is kept in either case");
    }

    /**
     * The session as the platform has it, to be judged again; empty where the word is no news.
     *
     * @param measure that the platform has carried out
     */
    public static Optional<JudgedSession> confirmed(
            JudgedSession session, String commandId, Measure measure) {
        int last = session.commanded().count();
        int number = Commands.number(session.sessionId(), commandId, last).orElse(0);
        if (number <= last) {
            return Optional.empty();
        }
        boolean none = measure == Measure.LIFT || measure == Measure.NOT_FOUND;
        return Optional.of(
                session.withCommanded(
                        new OrderedMeasure(none ? null : measure, List.of(), number, true)));
    }

    /** The same for a measure that is not, or no longer, in force. */
    public static Optional<JudgedSession> failed(JudgedSession session, String commandId) {
        OrderedMeasure known = session.commanded();
        int number = Commands.number(session.sessionId(), commandId, known.count()).orElse(-1);
        if (number < known.count()) {
            return Optional.empty();
        }
        if (number > known.count()) {
            // What it would have changed remains as before.
            return Optional.of(
                    session.withCommanded(
                            new OrderedMeasure(
                                    known.measure(),
                                    known.territories(),
                                    number,
                                    known.adopted())));
        }
        return known.measure() == null
                ? Optional.empty()
                : Optional.of(session.withCommanded(new OrderedMeasure(null, List.of(), number)));
    }
}

package dev.vigil.policy;

import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.StatementOfReasons;
import dev.vigil.schema.verdict.Verdict;

/**
 * The outcome of judging a session.
 *
 * @param verdict the revision to publish, or null where nothing changed
 * @param command what the platform must do now, or null
 * @param statement the reasons to give the user, or null where it knows them
 * @param warming true where the session must be judged again once everything is loaded
 */
public record Judgement(
        JudgedSession session,
        Verdict verdict,
        EnforcementCommand command,
        StatementOfReasons statement,
        boolean warming) {
    /** There is nothing to publish. */
    static Judgement silent(JudgedSession session, boolean warming) {
        return new Judgement(session, null, null, null, warming);
    }
}

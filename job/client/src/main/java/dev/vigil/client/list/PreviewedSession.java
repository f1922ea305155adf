package dev.vigil.client.list;

import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a proposed list would change for a session.
 *
 * @param blocked territories where it would be blocked and is not
 * @param freed territories where it is blocked and would not be
 * @param by the entry or authorization that would decide, and its class or reason
 * @param workId the work that would decide
 * @param failedTests of each authorization that the session has and that would not fit where it
 *     would be blocked, its id and the test that fails
 */
public record PreviewedSession(
        Verdict verdict,
        List<String> blocked,
        List<String> freed,
        String by,
        String workId,
        List<String> failedTests) {
    /**
     * Of one verdict; empty where nothing changes.
     *
     * @param before what the list decides as it is
     * @param after what it would decide
     */
    static Optional<PreviewedSession> of(
            Verdict verdict, List<Decision> before, List<Decision> after) {
        PreviewedSession session = compared(verdict, before, after);
        boolean isSame = session.blocked().isEmpty() && session.freed().isEmpty();
        return isSame ? Optional.empty() : Optional.of(session);
    }

    /**
     * False of a live session of which no match goes on: what is over is not judged again when the
     * list changes.
     */
    public boolean isJudgedAgain() {
        return verdict.sessionKind() != SessionKind.LIVE || verdict.state() == VerdictState.OPEN;
    }

    /** Territories may differ: a rule names some that the other list doesn't. */
    private static PreviewedSession compared(
            Verdict verdict, List<Decision> before, List<Decision> after) {
        List<String> blocked = new ArrayList<>();
        List<String> freed = new ArrayList<>();
        Set<String> failedTests = new LinkedHashSet<>();
        String by = "";
        String workId = null;
        for (Decision decision : after) {
            boolean was = in(before, decision.territory()).action().blocks();
            if (decision.action().blocks() && !was) {
                blocked.add(decision.territory());
                failedTests.addAll(decision.failedTests());
                by = words(decision);
                workId = decision.workId();
            }
        }
        for (Decision decision : before) {
            Decision then = in(after, decision.territory());
            if (decision.action().blocks() && !then.action().blocks()) {
                freed.add(decision.territory());
                by = by.isEmpty() ? words(then) : by;
                workId = workId == null ? decision.workId() : workId;
            }
        }
        return new PreviewedSession(verdict, blocked, freed, by, workId, List.copyOf(failedTests));
    }

    /** Where no rule names a territory, it is of the rest of the world. */
    private static Decision in(List<Decision> decisions, String territory) {
        return decisions.stream()
                .filter(decision -> decision.territory().equals(territory))
                .findFirst()
                .orElseGet(
                        () ->
                                decisions.stream()
                                        .filter(decision -> decision.territory().equals("*"))
                                        .findFirst()
                                        .orElse(decisions.get(0)));
    }

    private static String words(Decision decision) {
        if (decision.listEntryId() != null) {
            return decision.listEntryId()
                    + " v"
                    + decision.listEntryVersion()
                    + " "
                    + decision.listClass();
        }
        return decision.authorizationId() != null
                ? "authorization " + decision.authorizationId()
                : decision.reasonCode();
    }
}

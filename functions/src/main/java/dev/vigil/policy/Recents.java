package dev.vigil.policy;

import dev.vigil.schema.event.SessionKind;
import dev.vigil.schema.state.Finding;
import dev.vigil.schema.state.OpenMatch;
import dev.vigil.schema.state.RecentChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Finished uploads that are judged again when something changes. */
public final class Recents {
    /** Of an upload; else its verdict would outgrow a message. */
    static final int MOST_FINDINGS = 100;

    private Recents() {}

    /** True where a match is over and is to be judged again. */
    public static boolean isRecent(OpenMatch match) {
        return !match.evidence().open()
                && match.context() != null
                && match.context().kind() == SessionKind.UPLOAD;
    }

    public static boolean concerns(RecentChange change, OpenMatch match) {
        return change.all()
                || !change.entries().entries().isEmpty()
                || change.referenceIds().contains(match.evidence().referenceId())
                || !change.grantees().isEmpty()
                        && AuthorizationFit.grantees(match.context()).stream()
                                .anyMatch(change.grantees()::contains);
    }

    /** What stays of an upload whose matches are over: those that block it first. */
    static List<Finding> kept(List<Finding> findings, List<Finding> grounds) {
        if (findings.size() <= MOST_FINDINGS) {
            return findings;
        }
        LinkedHashSet<Finding> kept = new LinkedHashSet<>(grounds);
        kept.addAll(findings);
        return new ArrayList<>(kept).subList(0, MOST_FINDINGS).stream().toList();
    }
}

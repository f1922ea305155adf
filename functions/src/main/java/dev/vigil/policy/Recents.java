package dev.vigil.policy;

import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.flow.Recheck;
import dev.vigil.schema.state.Finding;
import dev.vigil.schema.state.JudgedSession;
import dev.vigil.schema.state.RecentChange;
import dev.vigil.schema.state.RecentUpload;
import dev.vigil.schema.state.WorkListing;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Finished uploads that are judged again when something changes. */
public final class Recents {
    /** Parts of the recent uploads of a work: a hot one must not lie on one task alone. */
    public static final int BUCKETS = 64;

    private static final int BITS = 6;

    /** Of an upload; else its verdict would outgrow a message. */
    static final int MOST_FINDINGS = 100;

    /** 2^32 divided by the golden ratio: what its product has on top spreads evenly. */
    private static final int SPREAD = 0x9E3779B1;

    private Recents() {}

    public static int bucket(String sessionId) {
        // Ids differ in their last letters, which the hash of a text spreads badly.
        return sessionId.hashCode() * SPREAD >>> Integer.SIZE - BITS;
    }

    /** The key of a part of a work's sessions; no id has a slash. */
    public static String key(String workId, int bucket) {
        return workId + "/" + bucket;
    }

    /** What the changes are to a recent upload; empty where they do not concern it. */
    public static Optional<Recheck> recheck(List<RecentChange> changes, RecentUpload upload) {
        WorkListing entries = WorkListing.NONE;
        TreeMap<String, Authorization> authorizations = new TreeMap<>();
        for (RecentChange change : changes) {
            if (change.entry() != null) {
                entries = entries.with(change.entry());
            } else if (names(change.authorization(), upload) || names(change.before(), upload)) {
                authorizations.merge(
                        change.authorization().authorizationId(),
                        change.authorization(),
                        Recents::later);
            }
        }
        return entries.entries().isEmpty() && authorizations.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Recheck(
                                upload.sessionId(),
                                upload.matchId(),
                                entries,
                                List.copyOf(authorizations.values())));
    }

    private static boolean names(Authorization authorization, RecentUpload upload) {
        return authorization != null
                && AuthorizationTest.names(
                        authorization,
                        upload.accountId(),
                        upload.channelId(),
                        upload.organisationId());
    }

    private static Authorization later(Authorization a, Authorization b) {
        return b.version() > a.version() ? b : a;
    }

    /** The finding as it stands after the change; empty where the session is not known any more. */
    public static Optional<Finding> changed(JudgedSession session, Recheck recheck) {
        return session.findings().stream()
                .filter(finding -> finding.evidence().matchId().equals(recheck.matchId()))
                .findFirst()
                .map(finding -> changed(finding, recheck));
    }

    private static Finding changed(Finding finding, Recheck recheck) {
        TreeMap<String, Authorization> naming = new TreeMap<>();
        finding.authorizations().forEach(known -> naming.put(known.authorizationId(), known));
        for (Authorization authorization : recheck.authorizations()) {
            naming.merge(authorization.authorizationId(), authorization, Recents::later);
        }
        // An amendment may have given it to somebody else.
        naming.values().removeIf(a -> !AuthorizationTest.names(a, finding.context()));
        return new Finding(
                finding.sessionId(),
                finding.context(),
                finding.evidence(),
                List.copyOf(naming.values()),
                true,
                recheck.entries(),
                finding.owners());
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

package dev.vigil.policy;

import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.verdict.GracedWork;
import java.util.List;

/**
 * One work in one session, ready to be judged.
 *
 * @param context null where no {@code started} was seen
 * @param presentUntil of an upload, when it was last known to be there (UTC epoch ms); null for its
 *     capture time
 * @param graced the time that owners give in a live session; null where they give none, as the work
 *     was cut for before, too many were given time, or no session is asked for
 */
record Case(
        SessionStarted context,
        Evidence evidence,
        List<ListEntry> entries,
        List<Authorization> authorizations,
        Owners owners,
        Long presentUntil,
        GracedWork graced) {
    Case(
            SessionStarted context,
            Evidence evidence,
            List<ListEntry> entries,
            List<Authorization> authorizations,
            Owners owners) {
        this(context, evidence, entries, authorizations, owners, null, null);
    }

    String workId() {
        return evidence.workId();
    }

    /** Capture time of the segment that is judged (UTC epoch ms). */
    long timeMs() {
        return evidence.captureEnd();
    }

    /** An entry is in force where it is at any time while what is judged is there. */
    boolean isOpen(ListEntry entry) {
        long until = presentUntil == null ? timeMs() : Math.max(timeMs(), presentUntil);
        return entry.isOpen(timeMs(), until);
    }

    /** Those that were in force while it was matched, and are over now. */
    List<ListEntry> over() {
        return entries.stream()
                .filter(entry -> entry.isOpen(evidence.captureStart(), timeMs()))
                .filter(entry -> !isOpen(entry))
                .toList();
    }

    /** How much of the work was shown, in the rolling window where it is counted. */
    long usedMs() {
        return evidence.usedMs() == null ? evidence.matchedMs() : evidence.usedMs();
    }

    /**
     * When a rule restricts the session that warns until then; null for at once. Never before the
     * user was given time to.
     */
    Long stopBy(MatchRule rule) {
        boolean isGiven =
                graced != null && rule.graceMs() != null && context.kind() == SessionKind.LIVE;
        return isGiven ? Math.max(graced.from() + rule.graceMs(), graced.stopBy()) : null;
    }

    /** The right that the session needs. */
    RightType right() {
        return context.kind() == SessionKind.LIVE ? RightType.LIVE_RELAY : RightType.ON_DEMAND;
    }

    RegisteredWork work() {
        return owners.work();
    }

    /** True where something is only tried. */
    boolean tries() {
        return entries.stream().anyMatch(ListEntry::tried)
                || owners.policies().stream().anyMatch(MatchPolicy::tried);
    }

    /** The case as if its reference had been asked: what is only tried is not counted. */
    Case ifCounted() {
        return new Case(
                context,
                evidence.ifCounted(),
                entries,
                authorizations,
                owners,
                presentUntil,
                graced);
    }

    /** The case without what is only tried. */
    Case inEarnest() {
        return !tries()
                ? this
                : new Case(
                        context,
                        evidence,
                        entries.stream().filter(entry -> !entry.tried()).toList(),
                        authorizations,
                        new Owners(
                                owners.work(),
                                owners.policies().stream().filter(p -> !p.tried()).toList()),
                        presentUntil,
                        graced);
    }
}

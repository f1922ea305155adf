package dev.vigil.policy;

import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.OrderedMeasure;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.PublishedVerdict;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A session's verdict through its life: opened by the first match, revised when its content
 * changes, closed with the last match. Several works: most restrictive wins, per territory.
 */
public final class SessionJudge {
    /** An unchanged verdict is published again when this much more audio has matched. */
    private static final long REPUBLISH_MS = 10_000;

    private SessionJudge() {}

    /**
     * Takes in a finding and judges the session.
     *
     * @param list as this task's broadcast state has it
     * @param listLoaded false while the list is still being read
     * @param nowMs processing time (UTC epoch ms)
     */
    public static Judgement judge(
            JudgedSession before, Finding finding, ListIndex list, boolean listLoaded, long nowMs) {
        return rejudge(taken(before, finding, list), list, listLoaded, nowMs);
    }

    /** Judges the session as it is, for example when the list has been loaded. */
    public static Judgement rejudge(
            JudgedSession session, ListIndex list, boolean listLoaded, long nowMs) {
        boolean warming = !listLoaded || !authorizationsLoaded(session);
        if (warming && wasJudged(session)) {
            // After a restart what is known stays as it is until everything is loaded again.
            return Judgement.silent(KeptFindings.whileWarming(session), true);
        }
        return warming ? observed(session, nowMs) : judged(session, list, nowMs);
    }

    /** Nothing can be judged yet. */
    private static Judgement observed(JudgedSession session, long nowMs) {
        JudgedSession kept = KeptFindings.whileWarming(session);
        PublishedVerdict next = revision(kept, warming(kept), List.of(), List.of(), nowMs);
        return worthPublishing(kept.published(), next)
                ? new Judgement(
                        kept.with(next, kept.commanded()),
                        Verdicts.of(kept, next, null, false, nowMs),
                        null,
                        null,
                        true)
                : Judgement.silent(kept, true);
    }

    private static Judgement judged(JudgedSession session, ListIndex list, long nowMs) {
        Ruling ofAll = new Ruling(session, list);
        JudgedSession kept = KeptFindings.of(session.giving(ofAll.graced()), ofAll);
        Ruling ruling = kept == session ? ofAll : new Ruling(kept, list);
        PublishedVerdict next =
                revision(kept, ruling.decisions(), ruling.shadow(), ruling.groundWorks(), nowMs);
        Verdict draft = Verdicts.draft(kept, next, nowMs);
        Optional<EnforcementCommand> command = Commands.next(kept, draft, nowMs);
        if (command.isEmpty() && !worthPublishing(kept.published(), next)) {
            return Judgement.silent(kept, false);
        }
        OrderedMeasure inForce =
                command.map(c -> Commands.inForce(kept, c)).orElse(kept.commanded());
        boolean withheld = draft.action().blocks() && !Commands.meets(inForce, draft);
        Verdict verdict = Verdicts.of(kept, next, ruling, withheld, nowMs);
        Statements.Told told = Statements.of(kept.published(), next, verdict, command.isPresent());
        JudgedSession after = kept.with(told.published(), inForce);
        return new Judgement(
                next.state() == VerdictState.CLOSED ? closed(after, ruling) : after,
                verdict,
                command.orElse(null),
                told.statement(),
                false);
    }

    private static boolean wasJudged(JudgedSession session) {
        return session.published() != null
                && session.published().decisions().stream()
                        .noneMatch(decision -> decision.reasonCode().equals(Reason.WARMING));
    }

    /**
     * While a measure is in force its grounds are remembered: a harmless match that comes later
     * must not lift it. Of an upload all is, as it is judged again when something changes; what has
     * no {@code started} yet may be one.
     */
    private static JudgedSession closed(JudgedSession session, Ruling ruling) {
        if (session.context() == null || session.context().kind() == SessionKind.UPLOAD) {
            return session;
        }
        List<Finding> grounds =
                session.commanded().measure() == null ? List.of() : ruling.grounds();
        return grounds.isEmpty()
                ? session.closed()
                : session.keeping(KeptFindings.byMatch(grounds));
    }

    /**
     * True for entries that are to be broadcast to the judge. Those that keep uploads down are not:
     * there are millions, and each comes with the matches of its recording.
     */
    public static boolean usesList(ListEntry entry, long nowMs) {
        return !entry.keepsUploadDown()
                && (entry.withdrawnAt() == null
                        || entry.withdrawnAt() > nowMs - ListIndex.KEEP_GONE_MS);
    }

    /**
     * The session without those that kept uploads down and were withdrawn since: of a match that is
     * over there is no other record of it.
     *
     * @param withdrawn true for an entry that holds no more
     */
    public static JudgedSession restored(JudgedSession session, Predicate<ListEntry> withdrawn) {
        List<Finding> findings =
                session.findings().stream()
                        .map(f -> isHeldBy(f, withdrawn) ? f.restored() : f)
                        .toList();
        return findings.equals(session.findings()) ? session : session.withFindings(findings);
    }

    private static boolean isHeldBy(Finding finding, Predicate<ListEntry> withdrawn) {
        return finding.stayDown() != null && withdrawn.test(finding.stayDown());
    }

    /** A session id that is used again is another session. */
    public static boolean isAnother(JudgedSession earlier, Finding finding) {
        return earlier.context() != null
                && finding.context() != null
                && earlier.context().startAt() != finding.context().startAt();
    }

    /**
     * The finding is of an earlier use of the id than what is known, and comes late. What the
     * broker received later is not: a platform may correct its start backwards.
     */
    public static boolean isOutdated(JudgedSession known, Finding finding) {
        return isAnother(known, finding)
                && finding.context().startAt() < known.context().startAt()
                && Commands.receivedAt(finding.evidence()) < known.receivedAt();
    }

    /** False where the session is forgotten, or another one has its id by now. */
    public static boolean remembers(JudgedSession known, Finding finding) {
        return known != null && !known.findings().isEmpty() && !isAnother(known, finding);
    }

    /** Of another session with that id only the numbers go on. */
    private static JudgedSession taken(JudgedSession earlier, Finding finding, ListIndex list) {
        JudgedSession before = isAnother(earlier, finding) ? earlier.anew() : earlier;
        String matchId = finding.evidence().matchId();
        Finding latest = finding;
        boolean isKnown = false;
        List<Finding> findings = new ArrayList<>();
        for (Finding known : before.findings()) {
            if (known.evidence().matchId().equals(matchId)) {
                latest = finding.after(known);
                isKnown = true;
            } else {
                findings.add(KeptFindings.upToDate(known, list));
            }
        }
        if (finding.isAfterwards() && !isKnown) {
            before = before.back(finding);
        }
        findings.add(KeptFindings.lean(latest, list));
        long receivedAt = Math.max(before.receivedAt(), Commands.receivedAt(finding.evidence()));
        return before.with()
                .context(finding.context() == null ? before.context() : finding.context())
                .findings(KeptFindings.byMatch(findings))
                .episode(
                        before.findings().isEmpty()
                                ? Commands.nextNumber(before.episode(), receivedAt)
                                : before.episode())
                .receivedAt(receivedAt)
                .build();
    }

    private static boolean authorizationsLoaded(JudgedSession session) {
        return session.findings().stream().allMatch(Finding::authorizationsLoaded);
    }

    private static List<Decision> warming(JudgedSession session) {
        String workId = session.findings().get(0).evidence().workId();
        return List.of(
                Decision.plain(Ruling.EVERYWHERE, Action.OBSERVE, 0, Reason.WARMING, "", workId));
    }

    private static PublishedVerdict revision(
            JudgedSession session,
            List<Decision> decisions,
            List<Decision> shadow,
            List<String> groundWorks,
            long nowMs) {
        PublishedVerdict last = session.published();
        long firstCaptureTime = Long.MAX_VALUE;
        boolean open = false;
        for (Finding finding : session.findings()) {
            firstCaptureTime = Math.min(firstCaptureTime, finding.evidence().captureStart());
            open |= finding.evidence().open();
        }
        return new PublishedVerdict(
                last == null ? 1 : last.revision() + 1,
                open ? VerdictState.OPEN : VerdictState.CLOSED,
                decisions,
                session.evidenceMs(),
                last == null ? firstCaptureTime : last.firstCaptureTime(),
                last == null ? Math.max(0, nowMs - firstCaptureTime) : last.detectionLatencyMs(),
                shadow,
                groundWorks,
                last == null ? null : last.toldHash());
    }

    /** Of the running episode, or of the last one. */
    static String verdictId(JudgedSession session) {
        return session.sessionId() + "/" + session.episode();
    }

    private static boolean worthPublishing(PublishedVerdict last, PublishedVerdict next) {
        return last == null
                || last.state() != next.state()
                || !last.decisions().equals(next.decisions())
                || !shadow(last).equals(next.shadow())
                || !last.grounds().equals(next.grounds())
                || next.evidenceMs() >= last.evidenceMs() + REPUBLISH_MS;
    }

    private static List<Decision> shadow(PublishedVerdict published) {
        return published.shadow() == null ? List.of() : published.shadow();
    }
}

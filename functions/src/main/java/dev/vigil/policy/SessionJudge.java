package dev.vigil.policy;

import dev.vigil.schema.event.Action;
import dev.vigil.schema.event.Decision;
import dev.vigil.schema.event.EnforcementCommand;
import dev.vigil.schema.event.Evidence;
import dev.vigil.schema.event.SessionKind;
import dev.vigil.schema.event.SessionStarted;
import dev.vigil.schema.event.Verdict;
import dev.vigil.schema.event.VerdictState;
import dev.vigil.schema.state.Commanded;
import dev.vigil.schema.state.Finding;
import dev.vigil.schema.state.JudgedSession;
import dev.vigil.schema.state.PublishedVerdict;
import dev.vigil.schema.state.WorkListing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A session's verdict through its life: opened by the first match, revised when what it says
 * changes, closed with the last match. Several works: most restrictive wins, per territory.
 */
public final class SessionJudge {
    /** An unchanged verdict is published again when this much more audio has matched. */
    private static final long REPUBLISH_MS = 10_000;

    private SessionJudge() {}

    /**
     * Takes in a finding and judges the session.
     *
     * @param listing entries of a work as this task's broadcast state has them
     * @param listLoaded false while the list is still being read
     * @param nowMs processing time (UTC epoch ms)
     */
    public static Judgement judge(
            JudgedSession before,
            Finding finding,
            Function<String, WorkListing> listing,
            boolean listLoaded,
            long nowMs) {
        return rejudge(taken(before, finding), listing, listLoaded, nowMs);
    }

    /** Judges the session as it stands, for example when the list has been loaded. */
    public static Judgement rejudge(
            JudgedSession session,
            Function<String, WorkListing> listing,
            boolean listLoaded,
            long nowMs) {
        boolean warming = !listLoaded || !authorizationsLoaded(session);
        if (warming && wasJudged(session)) {
            // After a restart what is known stands until everything is loaded again.
            return Judgement.silent(session, true);
        }
        Ruling ruling = warming ? null : new Ruling(session, listing);
        PublishedVerdict next =
                revision(
                        session,
                        warming ? warming(session) : ruling.decisions(),
                        warming ? List.of() : ruling.shadow(),
                        nowMs);
        Verdict verdict = verdict(session, next, nowMs);
        Optional<EnforcementCommand> command =
                warming ? Optional.empty() : Commands.next(session, verdict, nowMs);
        if (command.isEmpty() && !worthPublishing(session.published(), next)) {
            return Judgement.silent(session, warming);
        }
        Commanded commanded =
                command.map(c -> Commands.inForce(session.commanded(), c))
                        .orElse(session.commanded());
        JudgedSession after = session.with(next, commanded);
        boolean over = next.state() == VerdictState.CLOSED && !warming;
        return new Judgement(
                over ? closed(after, listing) : after,
                verdict,
                command.orElse(null),
                Statements.of(session, verdict).orElse(null),
                warming);
    }

    private static boolean wasJudged(JudgedSession session) {
        return session.published() != null
                && session.published().decisions().stream()
                        .noneMatch(decision -> decision.reasonCode().equals(Reason.WARMING));
    }

    /**
     * While a measure is in force its grounds are remembered: a harmless match that comes later
     * must not lift it. Of an upload all is, as it is judged again when something changes.
     */
    private static JudgedSession closed(
            JudgedSession session, Function<String, WorkListing> listing) {
        if (session.context() != null && session.context().kind() == SessionKind.UPLOAD) {
            List<Finding> blocking = new Ruling(session, listing).grounds();
            return session.keeping(Recents.kept(session.findings(), blocking));
        }
        List<Finding> grounds =
                session.commanded().measure() == null
                        ? List.of()
                        : new Ruling(session, listing).grounds();
        return grounds.isEmpty() ? session.closed() : session.keeping(grounds);
    }

    /** A session id that is used again is another session. */
    public static boolean isAnother(JudgedSession earlier, Finding finding) {
        return earlier.context() != null
                && finding.context() != null
                && earlier.context().startAt() != finding.context().startAt();
    }

    /** False where the session is forgotten, or another one has its id by now. */
    public static boolean remembers(JudgedSession known, Finding finding) {
        return known != null && !known.findings().isEmpty() && !isAnother(known, finding);
    }

    /** Of another session with that id only the numbers go on. */
    private static JudgedSession taken(JudgedSession earlier, Finding finding) {
        JudgedSession before = isAnother(earlier, finding) ? earlier.anew() : earlier;
        List<Finding> findings = new ArrayList<>();
        Finding latest = finding;
        for (Finding known : before.findings()) {
            if (known.evidence().matchId().equals(finding.evidence().matchId())) {
                latest = finding.after(known);
            } else {
                findings.add(known);
            }
        }
        findings.add(latest);
        findings.sort(Comparator.comparing(f -> f.evidence().matchId()));
        return new JudgedSession(
                before.sessionId(),
                finding.context() == null ? before.context() : finding.context(),
                List.copyOf(findings),
                before.findings().isEmpty() ? before.episode() + 1 : before.episode(),
                before.published(),
                before.commanded());
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
            JudgedSession session, List<Decision> decisions, List<Decision> shadow, long nowMs) {
        PublishedVerdict last = session.published();
        long evidenceMs = 0;
        long firstCaptureTime = Long.MAX_VALUE;
        boolean open = false;
        for (Finding finding : session.findings()) {
            Evidence evidence = finding.evidence();
            evidenceMs += evidence.matchedMs();
            firstCaptureTime = Math.min(firstCaptureTime, evidence.captureStart());
            open |= evidence.open();
        }
        return new PublishedVerdict(
                last == null ? 1 : last.revision() + 1,
                open ? VerdictState.OPEN : VerdictState.CLOSED,
                decisions,
                evidenceMs,
                last == null ? firstCaptureTime : last.firstCaptureTime(),
                last == null ? nowMs - firstCaptureTime : last.detectionLatencyMs(),
                shadow);
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
                || next.evidenceMs() >= last.evidenceMs() + REPUBLISH_MS;
    }

    private static List<Decision> shadow(PublishedVerdict published) {
        return published.shadow() == null ? List.of() : published.shadow();
    }

    private static Verdict verdict(JudgedSession session, PublishedVerdict next, long nowMs) {
        SessionStarted context = session.context();
        Decision strictest = Ruling.strictest(next.decisions());
        return new Verdict(
                verdictId(session),
                next.revision(),
                next.state(),
                session.sessionId(),
                context == null ? null : context.kind(),
                context == null ? null : context.accountId(),
                context == null ? null : context.channelId(),
                context == null ? null : context.title(),
                strictest.action(),
                strictest.reasonCode(),
                Precedence.RULE_VERSION,
                next.decisions(),
                session.findings().stream().map(Finding::evidence).toList(),
                next.firstCaptureTime(),
                nowMs,
                next.detectionLatencyMs(),
                context == null ? null : context.organisationId(),
                context == null ? null : context.serviceTerritories(),
                next.shadow().isEmpty() ? null : next.shadow());
    }
}

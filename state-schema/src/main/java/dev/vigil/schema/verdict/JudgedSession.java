package dev.vigil.schema.verdict;

import dev.vigil.schema.enforcement.Commanded;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * What the judge remembers of a session that has or had a match.
 *
 * @param context null where no {@code started} was seen
 * @param findings of the running episode, by match; empty between episodes
 * @param episode counts the times that the session went from no open match to one
 * @param published the last revision of the episode's verdict; null before the first
 * @param left how many findings of the episode have left, as they decide nothing
 * @param leftMs matched audio of those
 * @param receivedAt when the broker received the newest of the session's evidence (UTC epoch ms)
 */
@InState
public record JudgedSession(
        String sessionId,
        SessionStarted context,
        List<Finding> findings,
        int episode,
        PublishedVerdict published,
        Commanded commanded,
        int left,
        long leftMs,
        long receivedAt) {
    /** A session without any match yet. */
    public static JudgedSession fresh(String sessionId) {
        return new JudgedSession(sessionId, null, List.of(), 0, null, Commanded.NOTHING, 0, 0, 0);
    }

    public JudgedSession with(PublishedVerdict verdict, Commanded command) {
        return new JudgedSession(
                sessionId, context, findings, episode, verdict, command, left, leftMs, receivedAt);
    }

    /** The platform reports what is in force. */
    public JudgedSession with(Commanded inForce) {
        return new JudgedSession(
                sessionId,
                context,
                findings,
                episode,
                published,
                inForce,
                left,
                leftMs,
                receivedAt);
    }

    /** With its findings as they are by now. */
    public JudgedSession having(List<Finding> now) {
        return new JudgedSession(
                sessionId, context, now, episode, published, commanded, left, leftMs, receivedAt);
    }

    /** Only these findings are still needed; the others are counted. */
    public JudgedSession keeping(List<Finding> kept) {
        long matchedMs = matchedMs(findings) - matchedMs(kept);
        return new JudgedSession(
                sessionId,
                context,
                kept,
                episode,
                published,
                commanded,
                left + findings.size() - kept.size(),
                leftMs + matchedMs,
                receivedAt);
    }

    /** A finding that had left is back, as something has changed for it since. */
    public JudgedSession back(Finding finding) {
        return left == 0
                ? this
                : new JudgedSession(
                        sessionId,
                        context,
                        findings,
                        episode,
                        published,
                        commanded,
                        left - 1,
                        Math.max(0, leftMs - finding.evidence().matchedMs()),
                        receivedAt);
    }

    /** Matched audio of the episode, of what has left too. */
    public long evidenceMs() {
        return leftMs + matchedMs(findings);
    }

    private static long matchedMs(List<Finding> of) {
        return of.stream().mapToLong(finding -> finding.evidence().matchedMs()).sum();
    }

    /** Nothing is known or in force any more; episodes and commands go on counting. */
    public JudgedSession anew() {
        Commanded none = new Commanded(null, List.of(), commanded.count());
        return new JudgedSession(sessionId, null, List.of(), episode, null, none, 0, 0, 0);
    }

    /** The episode is over; what the platform was ordered stays in force. */
    public JudgedSession closed() {
        return new JudgedSession(
                sessionId, context, List.of(), episode, null, commanded, 0, 0, receivedAt);
    }
}

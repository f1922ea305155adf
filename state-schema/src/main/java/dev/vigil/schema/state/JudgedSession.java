package dev.vigil.schema.state;

import dev.vigil.schema.event.SessionStarted;
import java.util.List;

/**
 * What the judge remembers of a session that has or had a match.
 *
 * @param context null where no {@code started} was seen
 * @param findings of the running episode, by match; empty between episodes
 * @param episode counts the times that the session went from no open match to one
 * @param published the last revision of the episode's verdict; null before the first
 */
public record JudgedSession(
        String sessionId,
        SessionStarted context,
        List<Finding> findings,
        int episode,
        PublishedVerdict published,
        Commanded commanded) {
    /** A session without any match yet. */
    public static JudgedSession fresh(String sessionId) {
        return new JudgedSession(sessionId, null, List.of(), 0, null, Commanded.NOTHING);
    }

    public JudgedSession with(PublishedVerdict verdict, Commanded command) {
        return new JudgedSession(sessionId, context, findings, episode, verdict, command);
    }

    /** The platform says what is in force. */
    public JudgedSession with(Commanded inForce) {
        return new JudgedSession(sessionId, context, findings, episode, published, inForce);
    }

    /** No match is open, but a measure is in force, and these findings are its grounds. */
    public JudgedSession keeping(List<Finding> grounds) {
        return new JudgedSession(sessionId, context, grounds, episode, published, commanded);
    }

    /** Nothing is known or in force any more; episodes and commands go on counting. */
    public JudgedSession anew() {
        Commanded none = new Commanded(null, List.of(), commanded.count());
        return new JudgedSession(sessionId, null, List.of(), episode, null, none);
    }

    /** The episode is over; what the platform was told stays in force. */
    public JudgedSession closed() {
        return new JudgedSession(sessionId, context, List.of(), episode, null, commanded);
    }
}

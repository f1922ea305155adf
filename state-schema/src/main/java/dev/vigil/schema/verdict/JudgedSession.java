package dev.vigil.schema.verdict;

import dev.vigil.schema.enforcement.OrderedMeasure;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What the judge remembers of a session that has or had a match.
 *
 * @param context null where no {@code started} was seen
 * @param findings of the running episode, by match; empty between episodes
 * @param episode number of the times that the session went from no open match to one; the first has
 *     the time at which it was received
 * @param published the last revision of the episode's verdict; null before the first
 * @param left how many findings of the episode have left, as they decide nothing
 * @param leftMs matched audio of those
 * @param graced works that owners have given time for, the first 64; null is none
 * @param receivedAt when the broker received the newest of the session's evidence (UTC epoch ms)
 */
@InState
@RecordBuilder
public record JudgedSession(
        String sessionId,
        SessionStarted context,
        List<Finding> findings,
        int episode,
        PublishedVerdict published,
        OrderedMeasure commanded,
        int left,
        long leftMs,
        List<GracedWork> graced,
        long receivedAt)
        implements JudgedSessionBuilder.With {
    private static final int MOST_GRACED = 64;

    /** A session without any match yet. */
    public static JudgedSession fresh(String sessionId) {
        return JudgedSessionBuilder.builder()
                .sessionId(sessionId)
                .findings(List.of())
                .commanded(OrderedMeasure.NOTHING)
                .build();
    }

    /**
     * The time that a work is given, which begins now where it is new; null where as many as are
     * kept were given time: else a rotation of works would never be stopped.
     */
    public GracedWork graced(String workId, long nowMs) {
        GracedWork known = given(workId);
        boolean isFull = graced != null && graced.size() >= MOST_GRACED;
        return known != null || isFull ? known : GracedWork.from(workId, nowMs);
    }

    /** The time that a work was given; null for none. */
    public GracedWork given(String workId) {
        return graced == null
                ? null
                : graced.stream().filter(one -> one.workId().equals(workId)).findAny().orElse(null);
    }

    /** With further works that are given time; one that was given it before keeps its own. */
    public JudgedSession giving(Collection<GracedWork> news) {
        List<GracedWork> all = new ArrayList<>(graced == null ? List.of() : graced);
        int known = all.size();
        for (GracedWork one : news) {
            if (given(one.workId()) == null && all.size() < MOST_GRACED) {
                all.add(one);
            }
        }
        return all.size() == known ? this : withGraced(List.copyOf(all));
    }

    public JudgedSession with(PublishedVerdict verdict, OrderedMeasure command) {
        return with().published(verdict).commanded(command).build();
    }

    /** Only these findings are still needed; the others are counted. */
    public JudgedSession keeping(List<Finding> kept) {
        long matchedMs = matchedMs(findings) - matchedMs(kept);
        return with().findings(kept)
                .left(left + findings.size() - kept.size())
                .leftMs(leftMs + matchedMs)
                .build();
    }

    /** A finding that had left is back, as something has changed for it since. */
    public JudgedSession back(Finding finding) {
        return left == 0
                ? this
                : with().left(left - 1)
                        .leftMs(Math.max(0, leftMs - finding.evidence().matchedMs()))
                        .build();
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
        OrderedMeasure none = new OrderedMeasure(null, List.of(), commanded.count());
        return JudgedSessionBuilder.builder()
                .sessionId(sessionId)
                .findings(List.of())
                .episode(episode)
                .commanded(none)
                .build();
    }

    /** The episode is over; what the platform was ordered stays in force. */
    public JudgedSession closed() {
        return with().findings(List.of()).published(null).left(0).leftMs(0).build();
    }
}

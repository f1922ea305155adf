package dev.vigil.schema.verdict;

import dev.vigil.schema.types.InState;
import java.util.ArrayList;
import java.util.List;

/**
 * What Align counts of an upload until it ends.
 *
 * @param startAt of the session, so that another of its id begins anew; 0 where it is unknown
 * @param matches how many matches it had
 * @param matchIds of those that are closed, the newest of them
 * @param unanswered packets that not all shards answered
 * @param loading packets that a shard did not answer because it was still loading references
 * @param failed packets whose search failed
 */
@InState
public record AnalysedSoFar(
        long startAt,
        long matches,
        List<String> matchIds,
        long unanswered,
        long loading,
        long failed) {

    public static AnalysedSoFar nothing(long startAt) {
        return new AnalysedSoFar(startAt, 0, List.of(), 0, 0, 0);
    }

    /** The same, now that its start is known. */
    public AnalysedSoFar of(long start) {
        return new AnalysedSoFar(start, matches, matchIds, unanswered, loading, failed);
    }

    /** One match more. */
    public AnalysedSoFar opened() {
        return new AnalysedSoFar(startAt, matches + 1, matchIds, unanswered, loading, failed);
    }

    /** A match is closed; of the ids the newest {@code most} stay. */
    public AnalysedSoFar closed(String matchId, int most) {
        List<String> ids = new ArrayList<>(matchIds);
        ids.add(matchId);
        List<String> newest = List.copyOf(ids.subList(Math.max(0, ids.size() - most), ids.size()));
        return new AnalysedSoFar(startAt, matches, newest, unanswered, loading, failed);
    }

    /** Packets more, or less, that a shard has not answered. */
    public AnalysedSoFar without(int unansweredMore, int loadingMore) {
        return new AnalysedSoFar(
                startAt,
                matches,
                matchIds,
                Math.max(0, unanswered + unansweredMore),
                Math.max(0, loading + loadingMore),
                failed);
    }

    /** One packet more whose search failed. */
    public AnalysedSoFar failedOnce() {
        return new AnalysedSoFar(startAt, matches, matchIds, unanswered, loading, failed + 1);
    }
}

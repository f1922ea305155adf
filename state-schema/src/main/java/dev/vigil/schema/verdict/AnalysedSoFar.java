package dev.vigil.schema.verdict;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
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
 * @param ended tracks, of sound and of pictures, whose last packet was taken
 * @param profile of one of those, of sound where there is one; null before
 * @param hours hours of references that were searched by it
 */
@InState
@RecordBuilder
public record AnalysedSoFar(
        long startAt,
        long matches,
        List<String> matchIds,
        long unanswered,
        long loading,
        long failed,
        int ended,
        String profile,
        double hours)
        implements AnalysedSoFarBuilder.With {

    public static AnalysedSoFar nothing(long startAt) {
        return AnalysedSoFarBuilder.builder().startAt(startAt).matchIds(List.of()).build();
    }

    /** The same, now that its start is known. */
    public AnalysedSoFar of(long start) {
        return withStartAt(start);
    }

    /** One match more. */
    public AnalysedSoFar opened() {
        return withMatches(matches + 1);
    }

    /** A match is closed; of the ids the newest {@code most} stay. */
    public AnalysedSoFar closed(String matchId, int most) {
        List<String> ids = new ArrayList<>(matchIds);
        ids.add(matchId);
        return withMatchIds(List.copyOf(ids.subList(Math.max(0, ids.size() - most), ids.size())));
    }

    /** Packets more, or less, that a shard has not answered. */
    public AnalysedSoFar without(int unansweredMore, int loadingMore) {
        return with().unanswered(Math.max(0, unanswered + unansweredMore))
                .loading(Math.max(0, loading + loadingMore))
                .build();
    }

    /** One packet more whose search failed. */
    public AnalysedSoFar failedOnce() {
        return withFailed(failed + 1);
    }

    /** The last packet of one track more. By their ids, sound comes before pictures. */
    public AnalysedSoFar endedOnce(String byProfile, double ofHours) {
        boolean first = profile == null || byProfile.compareTo(profile) < 0;
        return with().ended(ended + 1)
                .profile(first ? byProfile : profile)
                .hours(first ? ofHours : hours)
                .build();
    }
}

package dev.vigil.schema.verdict;

import dev.vigil.schema.match.SessionAnalysis;
import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * What the judge waits for before it answers for an upload.
 *
 * @param startAt of the session, so that another of its id is not mixed up with it
 * @param back matches that have come back from Rights after their end, the newest of them
 * @param ended null until the upload has ended
 * @param askedAt processing time of that (UTC epoch ms)
 */
@InState
public record PendingScreening(
        long startAt, List<String> back, SessionAnalysis ended, long askedAt) {}

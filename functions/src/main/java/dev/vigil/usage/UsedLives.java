package dev.vigil.usage;

import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.usage.MeteredSession;
import dev.vigil.schema.verdict.Verdict;
import java.util.List;

/** An id of a session that is used again is another session: positions begin anew. */
final class UsedLives {
    private UsedLives() {}

    /** Of an earlier use of the id, read again behind the later one. */
    static boolean isOutdated(MeteredSession known, Verdict verdict) {
        return isAnother(known, verdict)
                && verdict.startAt() < known.startAt()
                && receivedAt(verdict) < known.receivedAt();
    }

    /** The session in the life that the verdict is of. */
    static MeteredSession of(MeteredSession known, Verdict verdict) {
        MeteredSession life =
                isAnother(known, verdict)
                        ? known.with()
                                .works(List.of())
                                .unders(List.of())
                                .marks(List.of())
                                .measures(UsedMeasures.since(known.measures(), verdict.startAt()))
                                .build()
                        : known;
        boolean isNews = verdict.startAt() != null && !verdict.startAt().equals(life.startAt());
        return isNews ? life.withStartAt(verdict.startAt()) : life;
    }

    private static boolean isAnother(MeteredSession known, Verdict verdict) {
        return known.startAt() != null
                && verdict.startAt() != null
                && !known.startAt().equals(verdict.startAt());
    }

    /** When the broker had the last of its sound. */
    static long receivedAt(Verdict verdict) {
        long last = 0;
        for (Evidence evidence : verdict.evidence()) {
            long at = evidence.receivedAt() == null ? evidence.captureEnd() : evidence.receivedAt();
            last = Math.max(last, at);
        }
        return last;
    }
}

package dev.vigil.stream;

import dev.vigil.schema.input.DeadLetter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which dead letters are published: of one stage, topic, reason and key some in each minute. The
 * first after that has how many were left out. Forgets the kind that was used least recently.
 */
final class DeadLetterLimiter {
    /** Of one kind. */
    static final int MOST_A_MINUTE = 20;

    static final long MINUTE_MS = 60_000;

    /** About 300 bytes each, 2 kB with the longest keys. */
    static final int MOST_KINDS = 8_000;

    private record Kind(String stage, String topic, String reason, String key) {}

    private static final class Tally {
        private long sinceMs;
        private int published;
        private long leftOut;
    }

    private final Map<Kind, Tally> tallies =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Kind, Tally> eldest) {
                    return size() > MOST_KINDS;
                }
            };

    /**
     * @return what is published; empty where it is left out
     */
    Optional<DeadLetter> published(DeadLetter letter, long nowMs) {
        Kind kind = new Kind(letter.stage(), letter.topic(), letter.reason(), letter.key());
        Tally tally = tallies.computeIfAbsent(kind, any -> new Tally());
        if (tally.published == 0 || Math.abs(nowMs - tally.sinceMs) >= MINUTE_MS) {
            tally.sinceMs = nowMs;
            tally.published = 0;
        }
        if (tally.published == MOST_A_MINUTE) {
            tally.leftOut++;
            return Optional.empty();
        }
        tally.published++;
        long leftOut = tally.leftOut;
        tally.leftOut = 0;
        return Optional.of(leftOut == 0 ? letter : letter.withLeftOut(leftOut));
    }

    int kinds() {
        return tallies.size();
    }
}

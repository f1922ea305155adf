package dev.vigil.bench.live.shared;

import dev.vigil.match.MatchSpan;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import java.util.List;

/**
 * A work that is played as a stream matches another one.
 *
 * @param stream its number among the works
 * @param span as it was reported last; its reference is the other work
 */
record SharedMatch(int stream, MatchSpan span) {
    static String name(long work) {
        return "work-" + work;
    }

    /** A stream and a work. */
    List<Long> pair() {
        return List.of((long) stream, span.reference());
    }

    /** Of the other work. */
    Evidence evidence() {
        return EvidenceBuilder.builder()
                .workId(name(span.reference()))
                .referenceId("master")
                .queryStartMs(span.queryStartMs())
                .queryEndMs(span.queryEndMs())
                .refStartMs(span.refStartMs())
                .refEndMs(span.refEndMs())
                .score(span.evidence())
                .otherPlaces(span.otherPlaces())
                .build();
    }
}

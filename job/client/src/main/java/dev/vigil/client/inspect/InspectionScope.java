package dev.vigil.client.inspect;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.vigil.schema.check.Check;

/**
 * What is inspected: all that was stored within a span, or of that what concerns one thing.
 *
 * @param fromMs UTC epoch ms
 * @param toMs the first moment behind it
 * @param about what it concerns; null for all
 * @param id of that; null for all
 */
record InspectionScope(long fromMs, long toMs, About about, String id) {
    /** A kind of thing that an inspection may be limited to. */
    enum About {
        WORK,
        ACCOUNT,
        NOTICE,
        /** A notice of an authority. */
        DIRECTIVE,
        /** Of the list. */
        BATCH
    }

    private static final int LONGEST = 500;

    InspectionScope {
        if (fromMs < 0 || toMs <= fromMs) {
            throw new IllegalArgumentException(
                    "span: expected an end behind its begin, got "
                            + fromMs
                            + " to "
                            + toMs
                            + " (epoch ms); correct --from or --to");
        }
        Check.optionalText("id", id, LONGEST);
        if ((about == null) != (id == null)) {
            throw new IllegalArgumentException("scope: expected a kind and an id, got one of them");
        }
    }

    /** True where nothing of the span is left out. */
    @JsonIgnore
    boolean isWhole() {
        return about == null;
    }

    /** True of a time within the span. */
    boolean holds(long ms) {
        return fromMs <= ms && ms < toMs;
    }
}

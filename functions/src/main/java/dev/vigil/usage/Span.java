package dev.vigil.usage;

import java.util.Collection;

/** A stretch of time (UTC epoch ms), half open. */
record Span(long from, long to) {
    long lengthMs() {
        return to - from;
    }

    /** Adds what is left of it. */
    void without(long since, long until, Collection<Span> left) {
        if (since >= to || until <= from) {
            left.add(this);
            return;
        }
        if (since > from) {
            left.add(new Span(from, since));
        }
        if (until < to) {
            left.add(new Span(until, to));
        }
    }
}

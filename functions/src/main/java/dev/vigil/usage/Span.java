package dev.vigil.usage;

import java.util.ArrayList;
import java.util.List;

/** A stretch of time (UTC epoch ms), half open. */
record Span(long from, long to) {
    long lengthMs() {
        return to - from;
    }

    /** What is left of some. */
    static List<Span> without(List<Span> spans, long since, long until) {
        List<Span> left = new ArrayList<>();
        spans.forEach(span -> span.without(since, until, left));
        return left;
    }

    private void without(long since, long until, List<Span> left) {
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

package dev.vigil.schema.register;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Comparator;
import java.util.List;

/**
 * What two recordings have in common, as one of their works sees it, of whatever owners.
 *
 * @param at when the recording that it was found by was read (UTC epoch ms)
 */
@InState
@InFlight
@RecordBuilder
public record FoundOverlap(
        String overlapId,
        String workId,
        String referenceId,
        String otherWorkId,
        String otherReferenceId,
        List<OverlapSpan> spans,
        long at)
        implements FoundOverlapBuilder.With {
    /** How much of the recording that is: a part that is found twice counts once. */
    public long commonMs() {
        long sumMs = 0;
        long toMs = Long.MIN_VALUE;
        List<OverlapSpan> inOrder =
                spans.stream().sorted(Comparator.comparingLong(OverlapSpan::fromMs)).toList();
        for (OverlapSpan span : inOrder) {
            sumMs += Math.max(0, span.toMs() - Math.max(span.fromMs(), toMs));
            toMs = Math.max(toMs, span.toMs());
        }
        return sumMs;
    }

    /** As the other work sees it. */
    public FoundOverlap mirrored() {
        return new FoundOverlap(
                overlapId,
                otherWorkId,
                otherReferenceId,
                workId,
                referenceId,
                spans.stream().map(OverlapSpan::mirrored).toList(),
                at);
    }
}

package dev.vigil.cli.text;

import dev.vigil.client.text.Times;
import dev.vigil.schema.check.Controls;
import dev.vigil.schema.register.OverlapSpan;
import dev.vigil.schema.register.ReferenceOverlap;

/** An overlap of recordings in a line. */
public final class OverlapWords {
    private OverlapWords() {}

    /**
     * {@code the-film/master: 0:20 in common with the-cut/master of harbour; 0:10-0:30 is
     * 1:00-1:20, which it had later: no vote of its own}.
     */
    public static String line(ReferenceOverlap one) {
        StringBuilder line = new StringBuilder();
        line.append(one.workId()).append('/').append(one.referenceId()).append(": ");
        line.append(one.holds() ? "" : "no longer ");
        line.append(Times.position(one.commonMs())).append(" in common with ");
        line.append(one.otherWorkId()).append('/').append(one.otherReferenceId());
        if (!one.otherOwners().isEmpty()) {
            line.append(" of ").append(String.join(", ", one.otherOwners()));
        }
        boolean isOfOneOwner = Boolean.TRUE.equals(one.ofOneOwner());
        line.append(isOfOneOwner ? ", of the same owner" : "");
        for (OverlapSpan span : one.spans()) {
            line.append("; ").append(Times.position(span.fromMs()));
            line.append('-').append(Times.position(span.toMs())).append(" is ");
            line.append(Times.position(span.otherFromMs()));
            line.append('-').append(Times.position(span.otherToMs()));
            line.append(turn(span, isOfOneOwner));
        }
        return Controls.cleaned(line.toString()).replace('\n', ' ');
    }

    /** Who had it first, and what follows; nothing where that is not known. */
    private static String turn(OverlapSpan span, boolean isOfOneOwner) {
        if (span.newer() == null) {
            return "";
        }
        if (!span.newer()) {
            return ", which it had first";
        }
        return isOfOneOwner ? ", which it had later" : ", which it had later: no vote of its own";
    }
}

package dev.vigil.schema.reference;

import dev.vigil.schema.types.InState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All that a recording has in common with those of other works. */
@InState
public record SharedRecordings(List<SharedRecording> all) {
    /** As many as are published of a work, and some of which the end comes behind another. */
    public static final int MOST = 120;

    public static final SharedRecordings NONE = new SharedRecordings(List.of());

    /**
     * Those that take most of this recording's votes first: what it had later than works of other
     * owners, then what it had later, then the most in common. No two are equal.
     */
    private static final Comparator<SharedRecording> MOST_FIRST =
            Comparator.comparing((SharedRecording one) -> one.ofOneOwner() || !isLater(one))
                    .thenComparing(one -> !isLater(one))
                    .thenComparing(Comparator.comparingLong(SharedRecordings::commonMs).reversed())
                    .thenComparing(SharedRecording::overlapId);

    /**
     * With what is known of one of them now. Where there are too many, which are left out does not
     * depend on their order; what was left out is back when it is published anew.
     */
    public SharedRecordings with(SharedRecording one) {
        List<SharedRecording> now = new ArrayList<>();
        for (SharedRecording known : all) {
            if (!known.overlapId().equals(one.overlapId())) {
                now.add(known);
            }
        }
        if (one.holds()) {
            now.add(one);
        }
        now.sort(MOST_FIRST);
        List<SharedRecording> kept = new ArrayList<>(now.subList(0, Math.min(MOST, now.size())));
        kept.sort(Comparator.comparing(SharedRecording::overlapId));
        return new SharedRecordings(List.copyOf(kept));
    }

    private static boolean isLater(SharedRecording one) {
        return one.stretches().stream().anyMatch(part -> Boolean.TRUE.equals(part.newer()));
    }

    private static long commonMs(SharedRecording one) {
        return one.stretches().stream().mapToLong(part -> part.toMs() - part.fromMs()).sum();
    }
}

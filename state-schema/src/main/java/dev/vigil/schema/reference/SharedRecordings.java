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

    /** With what is known of one of them now; where there are too many it is left out. */
    public SharedRecordings with(SharedRecording one) {
        List<SharedRecording> others = new ArrayList<>();
        for (SharedRecording known : all) {
            if (!known.overlapId().equals(one.overlapId())) {
                others.add(known);
            }
        }
        if (one.holds() && others.size() < MOST) {
            others.add(one);
        }
        others.sort(Comparator.comparing(SharedRecording::overlapId));
        return new SharedRecordings(List.copyOf(others));
    }
}

package dev.vigil.schema.register;

import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * What is kept of an overlap.
 *
 * @param first the side whose name is smaller; null before it is known
 * @param second the other; null before it is known
 * @param open whether it was last published as open
 * @param earlier as the first sees it, where readings before the latest had it, and who had it
 *     first then; null in state of before
 * @param overSince since when a recording of it is not there (UTC epoch ms); null while both are
 */
@InState
public record OverlapBook(
        OverlapSide first,
        OverlapSide second,
        boolean open,
        List<OverlapSpan> earlier,
        Long overSince) {
    public static final OverlapBook NEW = new OverlapBook(null, null, false, List.of(), null);

    /** The same, of which a recording is not there since then. */
    public OverlapBook over(long sinceMs) {
        return new OverlapBook(first, second, open, earlier, sinceMs);
    }
}

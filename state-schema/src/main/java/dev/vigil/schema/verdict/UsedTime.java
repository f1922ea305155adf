package dev.vigil.schema.verdict;

import dev.vigil.schema.types.InState;
import java.util.List;

/** What an account has shown of a work in the rolling window, by match. */
@InState
public record UsedTime(List<UsedSpan> spans) {
    public static final UsedTime NONE = new UsedTime(List.of());
}

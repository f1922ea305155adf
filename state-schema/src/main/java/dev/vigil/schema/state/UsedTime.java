package dev.vigil.schema.state;

import java.util.List;

/** What an account has shown of a work in the rolling window, by match. */
public record UsedTime(List<UsedSpan> spans) {
    public static final UsedTime NONE = new UsedTime(List.of());
}

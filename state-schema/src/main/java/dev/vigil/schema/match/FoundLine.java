package dev.vigil.schema.match;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;

/** A candidate line with the names of the reference that it runs along. */
@InState
@InFlight
public record FoundLine(String workId, String referenceId, Line line) {}

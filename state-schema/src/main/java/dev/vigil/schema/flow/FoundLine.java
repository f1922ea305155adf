package dev.vigil.schema.flow;

import dev.vigil.schema.ear.Line;

/** A candidate line with the names of the reference that it runs along. */
public record FoundLine(String workId, String referenceId, Line line) {}

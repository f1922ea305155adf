package dev.vigil.schema.reference;

import dev.vigil.schema.types.InState;

/** Into how many slots the index in a savepoint is divided: another number can't read it. */
@InState
public record IndexDivision(int replicas, int shards) {}

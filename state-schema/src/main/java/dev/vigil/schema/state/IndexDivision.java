package dev.vigil.schema.state;

/** Into how many slots the index in a savepoint is divided: another number can't read it. */
public record IndexDivision(int replicas, int shards) {}

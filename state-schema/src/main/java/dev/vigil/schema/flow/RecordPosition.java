package dev.vigil.schema.flow;

/** Where a record was read, for a dead letter of a stage that finds fault with it later. */
public record RecordPosition(String topic, int partition, long offset) {}

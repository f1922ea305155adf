package dev.vigil.schema.input;

import dev.vigil.schema.types.InFlight;

/** Where a record was read, for a dead letter of a stage that finds fault with it later. */
@InFlight
public record RecordPosition(String topic, int partition, long offset) {}

package dev.vigil.schema.input;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;

/** Where a record was read, for a dead letter of a stage that finds fault with it later. */
@InState
@InFlight
public record RecordPosition(String topic, int partition, long offset) {}

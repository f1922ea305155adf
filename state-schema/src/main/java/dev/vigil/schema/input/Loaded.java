package dev.vigil.schema.input;

import dev.vigil.schema.types.InFlight;

/**
 * Everything that one partition of a topic held at start-up has been emitted; follows those data on
 * the same channel. A topic is loaded when all of its partitions are.
 */
@InFlight
public record Loaded(String topic, int partition, int partitions) {}

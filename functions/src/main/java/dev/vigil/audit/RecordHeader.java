package dev.vigil.audit;

/**
 * A header of a record as it is on the topic.
 *
 * @param value null where the header has none
 */
public record RecordHeader(String name, byte[] value) {}

package dev.vigil.rooms.planted.schema;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Planted: a message that knows how it travels. */
public record SchemaWithKafka(ConsumerRecord<byte[], byte[]> record) {}

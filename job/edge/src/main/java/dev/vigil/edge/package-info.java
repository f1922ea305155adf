/**
 * What a platform runs beside its encoders: decodes sound and moving pictures of any common format,
 * cuts segments, fingerprints works and pushes both to Kafka. Native codecs live here and nowhere
 * else, so a hostile file can end this command but never a Flink job. Never imports Flink.
 */
package dev.vigil.edge;

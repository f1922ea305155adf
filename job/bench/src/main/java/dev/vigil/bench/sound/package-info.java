/**
 * Recordings in memory: decoded or composed, as samples, as peaks and as segments of endless
 * streams. It must not know Kafka, Flink or a benchmark.
 */
package dev.vigil.bench.sound;

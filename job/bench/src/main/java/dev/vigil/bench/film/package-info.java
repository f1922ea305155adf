/**
 * Films that are drawn, in memory: pictures of any moment, and as thumbnails of endless streams. It
 * must not know Kafka, Flink or a benchmark.
 */
package dev.vigil.bench.film;

/**
 * Films that are drawn, in memory: pictures of any moment, and as thumbnails of endless streams;
 * what copies do to pictures. It must not know Kafka, Flink or a benchmark.
 */
package dev.vigil.bench.film;

/**
 * The embedded default: a broker and a mini cluster in one process, and the {@code vigil} command
 * that works against them or against any Kafka.
 */
package dev.vigil.local;

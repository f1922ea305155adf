/**
 * Holds the room: published schemas against the records, golden files of every release against
 * today's code, Flink's bytes, and the checks at the door. {@code -Dvigil.record=true} switches the
 * recorder on, see {@link dev.vigil.schema.Recorder}.
 */
package dev.vigil.schema;

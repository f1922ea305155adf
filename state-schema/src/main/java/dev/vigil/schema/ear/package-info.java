/**
 * What the ear remembers and sends: flat records of primitives and primitive arrays, so that Flink
 * takes them for what they are and any of them may gain a field.
 *
 * <p>Times are in frames (256 samples at 11,025 Hz, 23.2 ms) unless a name says otherwise. Peaks
 * are packed longs; {@code dev.vigil.audio.Peak} owns their layout.
 */
package dev.vigil.schema.ear;

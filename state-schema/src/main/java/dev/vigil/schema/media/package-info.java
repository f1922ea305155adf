/**
 * Sessions of live streams and uploads: their events, their segments, and what the fingerprint of
 * one needs to go on.
 *
 * <p>Times are in frames (256 samples at 11,025 Hz, 23.2 ms) unless a name says otherwise. Peaks
 * are packed longs; {@code dev.vigil.audio.Peak} owns their layout.
 */
package dev.vigil.schema.media;

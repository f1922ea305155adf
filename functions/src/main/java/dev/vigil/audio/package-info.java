/**
 * PCM to peaks, and peaks to packets. Pure: samples in, packed longs out; no clock, no I/O.
 *
 * <p>Everything here streams: the same audio gives bit-identical results however it is cut, and
 * after any snapshot and restore. What changes a fingerprint stands in {@link
 * dev.vigil.audio.Profile} and nowhere else.
 */
package dev.vigil.audio;

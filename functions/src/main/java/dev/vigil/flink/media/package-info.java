/** Segments to packets: what a session's fingerprint needs to go on. */
package dev.vigil.flink.media;

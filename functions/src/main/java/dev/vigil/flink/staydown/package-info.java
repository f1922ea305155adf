/** Recordings that were removed and stay down. */
package dev.vigil.flink.staydown;

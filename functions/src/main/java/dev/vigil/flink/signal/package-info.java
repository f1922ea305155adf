/** Signals of peers: what is kept of them and of the peers, and where they go. */
package dev.vigil.flink.signal;

/** Packets to matches: the index and its slots, and what is aligned of their answers. */
package dev.vigil.flink.match;

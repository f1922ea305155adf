/**
 * {@code vigil bench audio}: what fingerprinting costs in CPU time and memory, through the same
 * classes as the jobs. One thread, its CPU time, so that other programs on the machine disturb
 * little.
 */
package dev.vigil.bench.audio;

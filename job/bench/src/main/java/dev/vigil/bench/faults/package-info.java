/**
 * {@code vigil bench faults} and {@code vigil bench upgrade}: both jobs while processes are killed,
 * storage is away and records can't be read, and from savepoint to savepoint. What is not about a
 * fault must not be here, and a run is judged from topics only, never from the state of a job.
 */
package dev.vigil.bench.faults;

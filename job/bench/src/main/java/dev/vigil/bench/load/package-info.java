/**
 * What is sent to a job: notices by a script, live streams in real time, published references. It
 * must not judge the answers; that belongs to the benchmarks, which it must not import.
 */
package dev.vigil.bench.load;

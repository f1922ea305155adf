/**
 * {@code vigil bench years}: both jobs as a cluster gets them, operator by operator in Flink's
 * harnesses, under clocks that jump from one thing that happens to the next.
 */
package dev.vigil.bench.years;

/**
 * {@code vigil bench job}, {@code list} and {@code uploads}: the media job on real processes, from
 * sound or peaks to verdicts. Faults other than the kill of a TaskManager must not be here.
 */
package dev.vigil.bench.media;

/**
 * {@code vigil bench}: one class per benchmark or fault suite, listed in {@link
 * dev.vigil.bench.BenchCommand}. The suites that prove a promise run the jobs in real processes, or
 * through their real operators, and judge them by naive models that share no code with them. Each
 * measures, prints a report and exits non-zero where a promise is broken; none asserts a time.
 */
package dev.vigil.bench;

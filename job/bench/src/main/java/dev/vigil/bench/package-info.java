/**
 * {@code vigil bench}, in rooms by what is measured, and its verbs in {@link
 * dev.vigil.bench.BenchCommand}; the rooms {@code site}, {@code load}, {@code sound} and {@code
 * report} are what the others share, and import none of them; {@code load} imports {@code site} and
 * {@code sound}. The suites that prove a promise run the jobs in real processes, or through their
 * real operators, and judge them by naive models that share no code with them. Each measures,
 * prints a report and exits non-zero where a promise is broken; none asserts a time.
 */
package dev.vigil.bench;

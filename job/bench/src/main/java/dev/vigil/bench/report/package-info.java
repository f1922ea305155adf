/**
 * What the benchmarks print and how they are called: the report in Markdown, figures, percentiles,
 * what a run has left out, counts of a savepoint's state, and the verbs' base. It must not know a
 * benchmark, a process or a topic.
 */
package dev.vigil.bench.report;

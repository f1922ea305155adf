/**
 * What benchmarks share: the report in Markdown, figures, counts of a savepoint's state, and the
 * verbs' base.
 */
package dev.vigil.bench.report;

/** Findings to verdicts and commands, and the answer to each upload that ended. */
package dev.vigil.flink.verdict;

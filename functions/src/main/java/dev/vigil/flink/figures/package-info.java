/** Figures of a day: what is counted once, the totals, and which days are over. */
package dev.vigil.flink.figures;

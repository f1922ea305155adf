/**
 * Figures of a day, a month or a year, for an authority: counts alone, so that they remain when
 * what they count is erased, and months and years are sums of days. Each thing is counted once, on
 * the day on which it happened, whatever is read again.
 */
package dev.vigil.figures;

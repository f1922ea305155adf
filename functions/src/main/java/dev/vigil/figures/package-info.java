/**
 * Figures of a day, a month or a year, for an authority: counts alone, so that they remain when what
 * they count is erased, and months and years are sums of days.
 */
package dev.vigil.figures;

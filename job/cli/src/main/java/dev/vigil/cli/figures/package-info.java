/** Verbs of the figures of days, months and years. */
package dev.vigil.cli.figures;

/**
 * Figures of a day: counts alone, so that they remain when what they count is erased. Nothing here
 * names a person, an account or a notice.
 */
package dev.vigil.schema.figures;

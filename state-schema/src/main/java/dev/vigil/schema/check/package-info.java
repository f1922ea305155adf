/**
 * What the constructors of records check, and what their properties mean: {@link
 * dev.vigil.schema.check.Described} gives each a sentence, a unit and an example.
 */
package dev.vigil.schema.check;

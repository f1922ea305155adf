/**
 * What travels between operators: one flat, tagged record per stage, so that a keyed function has
 * two inputs at most and every stream has one evolvable type. The tag says which of the other
 * fields are set; the rest are null.
 */
package dev.vigil.schema.flow;

/**
 * What Flink keeps, and under which address. Records only; a field may be added, never renamed or
 * retyped. {@link dev.vigil.schema.state.Uid} and {@link dev.vigil.schema.state.StateName} hold
 * every address in one place; none is computed from configuration.
 */
package dev.vigil.schema.state;

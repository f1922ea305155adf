/**
 * Where Flink keeps what: every uid and every name of a state, in one place; none is computed from
 * configuration.
 */
package dev.vigil.schema.address;

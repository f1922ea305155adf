/**
 * Thin adapters: read state, ask a pure package, write state, route. A RuntimeException of a pure
 * package becomes a dead letter; Flink's own and state errors are never caught.
 */
package dev.vigil.flink;

/** Flink's bytes: every state type, every release, and what may change between two. */
package dev.vigil.schema.state;

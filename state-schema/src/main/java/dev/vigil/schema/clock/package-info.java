/** Heartbeats and the health of the caught-up clock. */
package dev.vigil.schema.clock;

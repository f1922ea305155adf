/** Checks at the door, each on both sides of its limit. */
package dev.vigil.schema.event;

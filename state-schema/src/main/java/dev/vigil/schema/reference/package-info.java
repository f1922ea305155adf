/**
 * Fingerprints of works as they travel and as the index keeps them, and what is known of their
 * health.
 */
package dev.vigil.schema.reference;

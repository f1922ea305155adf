/**
 * Verbs of inspections: for the platform that makes one, and for the authority that verifies it.
 */
package dev.vigil.cli.inspect;

/**
 * From a packet to a match: questions to the index, candidate lines, matches that are open, and the
 * evidence for each.
 */
package dev.vigil.schema.match;

/**
 * Who sends notices, and how reliable: what is counted of a notifier, and the level that follows.
 */
package dev.vigil.schema.notifier;

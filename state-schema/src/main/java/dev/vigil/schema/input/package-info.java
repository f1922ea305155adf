/**
 * What is said of the records that are read: where one was, that a topic is read to its end, and
 * why one could not be used.
 */
package dev.vigil.schema.input;

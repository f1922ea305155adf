/** What is kept of works and identifiers, and what of it is published. */
package dev.vigil.flink.register;

/** Verbs of those who own works. */
package dev.vigil.cli.owner;

/** The verbs of the {@code vigil} command; each has {@code --help} with an example. */
package dev.vigil.cli;

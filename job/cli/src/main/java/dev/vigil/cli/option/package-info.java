/** Options that verbs share: the connection, names of parties, points in time. */
package dev.vigil.cli.option;

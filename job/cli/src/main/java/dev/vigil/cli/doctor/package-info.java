/** {@code vigil doctor}: looks at a running deployment and says what to fix. Changes nothing. */
package dev.vigil.cli.doctor;

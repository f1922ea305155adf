/** {@code vigil doctor}: checks a running deployment and reports what to fix. Changes nothing. */
package dev.vigil.cli.doctor;

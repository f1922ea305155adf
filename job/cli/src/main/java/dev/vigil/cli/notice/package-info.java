/** The verbs of {@code vigil notice}: one class each. */
package dev.vigil.cli.notice;

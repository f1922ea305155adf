/** Verbs about claims on works and what parties disagree about. */
package dev.vigil.cli.work;

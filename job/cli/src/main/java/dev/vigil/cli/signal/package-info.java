/** Verbs about signals of other platforms and what this site shares. */
package dev.vigil.cli.signal;

/** Verbs of the audit log: for its operator, and for strangers who check it. */
package dev.vigil.cli.audit;

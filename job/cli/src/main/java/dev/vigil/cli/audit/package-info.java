/** Verbs of the audit log: for its operator, and for others who check it. */
package dev.vigil.cli.audit;

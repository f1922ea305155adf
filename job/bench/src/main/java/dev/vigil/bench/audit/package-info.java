/**
 * {@code vigil bench audit}: what the audit log costs, through the same classes as the job and the
 * verbs, on one thread, its CPU time; and how long a record waits for its seal, on real processes.
 */
package dev.vigil.bench.audit;

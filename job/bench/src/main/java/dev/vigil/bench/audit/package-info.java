/**
 * {@code vigil bench audit}: what the audit log costs, through the same classes as the job and the
 * verbs. One thread, its CPU time.
 */
package dev.vigil.bench.audit;

/** The audit log for its readers: exports, checks, proofs, publication. */
package dev.vigil.client.audit;

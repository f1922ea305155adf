/**
 * The audit log, pure (job/docs/domain.md, Audit log): bytes and digests of records, pages of them,
 * the Merkle tree over the pages (RFC 6962), its published form (C2SP tlog-tiles), seals
 * (tlog-checkpoint, signed-note), proofs (tlog-proof), and the check that names what was tampered
 * with. Anybody can compute all of it again with SHA-256 and Ed25519 alone.
 */
package dev.vigil.audit;

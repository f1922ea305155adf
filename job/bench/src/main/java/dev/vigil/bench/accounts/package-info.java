/**
 * {@code vigil bench accounts}: a million accounts through the ledger job on real processes, with
 * kills and an older savepoint, judged by a count of its own. It must not know how the ledger
 * derives a strike: what it expects follows from its own plan and from domain.md.
 */
package dev.vigil.bench.accounts;

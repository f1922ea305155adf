/** Recordings that were removed and stay down: the request, the kept peaks, the ledger of each. */
package dev.vigil.schema.staydown;

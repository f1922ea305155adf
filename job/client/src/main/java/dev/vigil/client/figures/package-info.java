/**
 * Figures of days, months and years, as the ledger job publishes them, and how they are written.
 */
package dev.vigil.client.figures;

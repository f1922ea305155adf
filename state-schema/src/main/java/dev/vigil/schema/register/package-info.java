/**
 * What parties claim of works, and what the register answers: receipts, contradictions of owners
 * and of identifiers, overlaps of recordings.
 */
package dev.vigil.schema.register;

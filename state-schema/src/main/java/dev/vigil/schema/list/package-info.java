/**
 * The prohibited-and-in-screening list: its entries, and the receipts of who decides by which
 * version.
 */
package dev.vigil.schema.list;

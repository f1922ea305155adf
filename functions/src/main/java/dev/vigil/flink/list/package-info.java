/**
 * The projection of the list that an operator keeps, and the receipts of who decides by which
 * version.
 */
package dev.vigil.flink.list;

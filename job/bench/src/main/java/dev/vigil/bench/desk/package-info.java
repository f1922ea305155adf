/**
 * {@code vigil bench desk}: events of a site for years in the store of the desk, by its projector;
 * then a desk in a process of its own, asked by twenty persons. With {@code --kills} desk, database
 * and broker are killed instead, while people order.
 */
package dev.vigil.bench.desk;

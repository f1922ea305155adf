/** How reliable a notifier is, and who reads that. */
package dev.vigil.flink.notifier;

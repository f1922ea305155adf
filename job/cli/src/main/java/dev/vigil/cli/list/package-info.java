/**
 * The verbs of {@code vigil list}: one class each. {@link dev.vigil.client.list.EntryFile} reads
 * entries of a file, {@link dev.vigil.client.list.Listing} what stands on the topic, {@link
 * dev.vigil.client.list.Change} is the one against the other, and {@link
 * dev.vigil.client.list.Publication} sends it and waits for the answers.
 */
package dev.vigil.cli.list;

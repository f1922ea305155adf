/**
 * The verbs of {@code vigil list}: one class each. {@link dev.vigil.local.command.list.EntryFile}
 * reads entries of a file, {@link dev.vigil.local.command.list.Listing} what stands on the topic,
 * {@link dev.vigil.local.command.list.Change} is the one against the other, and {@link
 * dev.vigil.local.command.list.Publication} sends it and waits for the answers.
 */
package dev.vigil.local.command.list;
